package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
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
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RoundTripTest {
  @Test
  void bringsBackEveryKindOfFile(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume odd = rig.volume("odd");
    odd.fillWithSample();
    List<String> before = odd.listing();
    rig.apply(Manifests.source("odd", "manual: first"));
    rig.controller().start();
    Status saved = scenario.awaitSynced(source("odd"), "first");

    assertThat(saved.result()).isEqualTo("Successful");
    assertThat(saved.warning()).isEmpty();
    assertThat(repository.snapshots())
        .singleElement()
        .satisfies(
            snapshot -> {
              assertThat(snapshot.id()).isEqualTo(saved.lastSnapshot());
              assertThat(snapshot.host()).isEqualTo("volsync");
              assertThat(snapshot.paths()).containsExactly("/data");
              assertThat(snapshot.run()).isNotEmpty();
            });
    assertThat(odd.listing()).as("the source, untouched").isEqualTo(before);

    Volume restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once"));
    Status back = scenario.awaitSynced(destination("restored"), "once");
    restored.assertHolds(before);
    assertThat(back.restic().path("lastRestored").path("snapshot").asText())
        .isEqualTo(saved.lastSnapshot());
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void backsUpACopyAsItWasAndRemovesIt(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume odd = rig.volume("odd");
    odd.fillWithSample();
    List<String> before = odd.listing();
    rig.apply(Manifests.source("odd", "manual: first", "copyMethod: Clone"));
    rig.controller().start();
    scenario.awaitSynced(source("odd"), "first");
    rig.apply(Manifests.source("odd", "manual: second", "copyMethod: Clone", "retain: {last: 9}"));
    Status second = scenario.awaitSynced(source("odd"), "second");

    assertThat(repository.snapshots()).hasSize(2);
    assertThat(second.restic().path("lastSnapshot").path("filesNew").asInt()).isZero();
    assertThat(second.restic().path("lastSnapshot").path("filesChanged").asInt())
        .as("files read again because the copy is new")
        .isZero();
    assertThat(rig.leftovers()).isEmpty();

    Volume restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once"));
    scenario.awaitSynced(destination("restored"), "once");
    restored.assertHolds(before);
  }

  @Test
  void restoresOverWhatIsThere(Rig rig, Scenario scenario) {
    rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("kept", "as it was");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    scenario.awaitSynced(source("photos"), "first");

    Volume restored = rig.volume("restored");
    restored.write("kept", "something else");
    restored.write("extra", "not in the snapshot");
    rig.apply(Manifests.destination("restored", "manual: once"));
    scenario.awaitSynced(destination("restored"), "once");
    assertThat(restored.read("kept")).isEqualTo("as it was");
    assertThat(restored.exists("extra")).isTrue();

    rig.apply(Manifests.destination("restored", "manual: again", "enableFileDeletion: true"));
    scenario.awaitSynced(destination("restored"), "again");
    assertThat(restored.exists("extra")).isFalse();
  }
}
