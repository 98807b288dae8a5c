package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.world.Thing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRunsTest {
  @TempDir Path folder;

  @Test
  void anAttemptIsHeldUntilItIsReleased() throws Exception {
    try (Lab lab = new Lab(folder, "printf '%s|' \"$@\"\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.HELD);
      assertThat(runs.find(lab.owner(), Lab.ID)).contains(lab.attempt());

      runs.release(lab.owner(), Lab.ID, lab.only(runs).uid());
      Thing thing = lab.ended(runs);
      assertThat(thing.state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(thing.report().message()).isEqualTo("done");
      assertThat(lab.log()).isEqualTo("one|two words|");
      lab.awaitEnding();
    }
  }
}
