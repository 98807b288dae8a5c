package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rsync.Pair;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A key is replaced while the destination listens, and while it receives. */
@Execution(ExecutionMode.CONCURRENT)
class RsyncKeysTest {
  private static final String OLD = "old:00112233445566778899aabbccddeeff";
  private static final String NEW = "new:ffeeddccbbaa99887766554433221100";

  private final EmbeddedRig rig = EmbeddedRig.create();

  @AfterEach
  void close() {
    rig.close();
  }

  private void keys(String secret, String... lines) {
    rig.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: %s
        stringData:
          psk.txt: |
            %s
        """
            .formatted(secret, String.join("\n    ", lines)));
  }

  @Test
  void aListenerTakesTheNewOneAtOnceAndBreaksNoSync() {
    Pair pair = new Pair(rig, new Scenario(rig), "rsyncTLS");
    pair.site().run("head -c 3M /dev/urandom >large; for i in {1..50}; do echo $i >$i; done");
    List<String> first = pair.site().listing();
    keys("ours", OLD);
    keys("theirs", OLD);
    pair.receive("first", "keySecret: ours");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.sendWithKeysOfItsOwn("first", told, "keySecret: theirs", "bandwidthLimit: 1M");
    Await.until("data to arrive", () -> pair.mirror().listing().size() > 1);
    keys("ours", OLD, NEW);
    awaitChanged(2);
    pair.awaitSynced("first");
    pair.mirror().assertHolds(first);
    assertThat(rig.log(source("site"))).as("one attempt").doesNotContain("trying again");

    pair.receive("second", "keySecret: ours");
    pair.told();
    keys("ours", NEW);
    awaitChanged(1);
    pair.sendWithKeysOfItsOwn("second", told, "keySecret: theirs");
    pair.awaitFailed("WrongCredentials", "pre-shared key");
    keys("theirs", NEW);
    pair.site().run("rm large; echo more >>1");
    List<String> second = pair.site().listing();
    pair.awaitSynced("second");
    pair.mirror().assertHolds(second);
  }

  private void awaitChanged(int keys) {
    String said = "psk.txt has changed: " + keys + " keys are accepted from now on";
    Await.until(
        said, () -> rig.log(destination("mirror")), log -> log.contains(said), rig::diagnosis);
  }
}
