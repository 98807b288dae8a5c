package backube.scribe.e2e.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rsync.Pair;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One side of a transfer dies in the middle of it. */
@Execution(ExecutionMode.CONCURRENT)
class RsyncKilledTest {
  private final EmbeddedRig rig = EmbeddedRig.create();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({"rsync, dst-mirror", "rsyncTLS, src-site"})
  void theNextAttemptGoesOnAndEndsComplete(String mover, String victim) {
    Pair pair = new Pair(rig, new Scenario(rig), mover);
    pair.site().run("head -c 4M /dev/urandom >large; for i in {1..50}; do echo $i >$i; done");
    List<String> before = pair.site().listing();
    pair.receive("first");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.send("first", told, "bandwidthLimit: 1M");
    Await.until("data to arrive", () -> pair.mirror().listing().size() > 1);
    SandboxProcesses.killMovers(rig.path("state/runs/default").resolve(victim));

    pair.send("first", told);
    pair.awaitSynced("first");
    pair.mirror().assertHolds(before);
    assertThat(rig.leftovers()).isEmpty();
  }
}
