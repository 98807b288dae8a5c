package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class UnprivilegedTest {
  @Test
  @Unprivileged
  void bringsBackWhatOneUserMayHave(Rig rig, Scenario scenario) {
    rig.repository("repo");
    Volume odd = rig.volume("odd");
    odd.fillWithSample();
    List<String> before = odd.listing();
    rig.apply(Manifests.source("odd", "manual: first"));
    rig.controller().start();
    scenario.awaitSynced(source("odd"), "first");

    Volume restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once"));
    scenario.awaitSynced(destination("restored"), "once");
    restored.assertHolds(before);
  }

  @Test
  @Unprivileged
  void unreadableFilesAreAWarningThatNamesThem(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("readable", "1");
    photos.write("secret", "2");
    photos.run("chmod 000 secret");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    Status partial = scenario.awaitSynced(source("photos"), "first");
    assertThat(partial.result()).isEqualTo("Successful");
    assertThat(partial.warning()).contains("1 files or folders, such as \"/data/secret\"");
    assertThat(partial.restic().path("lastSnapshot").path("filesUnreadable").asInt()).isEqualTo(1);
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.log(source("photos"))).contains("=== Starting forget ===");

    photos.run("chmod 600 secret");
    rig.apply(Manifests.source("photos", "manual: second"));
    assertThat(scenario.awaitSynced(source("photos"), "second").warning()).isEmpty();
  }
}
