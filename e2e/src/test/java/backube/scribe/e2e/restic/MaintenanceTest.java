package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository.Snapshot;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class MaintenanceTest {
  @Test
  void keepsWhatRetentionSaysAndNothingOfItsOwnBeyond(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    var photos = rig.volume("photos");
    photos.write("one", "1");
    repository.restic("init");
    for (int i = 0; i < 2; i++) {
      repository.resticAtData(photos, "backup", "--host", "somebody-else", ".");
    }
    rig.controller().start();
    for (int i = 0; i < 3; i++) {
      photos.write("one", "version " + i);
      rig.apply(Manifests.source("photos", "manual: v" + i, "retain: {last: \"2\"}"));
      scenario.awaitSynced(source("photos"), "v" + i);
    }
    assertThat(repository.snapshots())
        .extracting(Snapshot::host)
        .containsExactly("somebody-else", "somebody-else", "volsync", "volsync");
  }

  @Test
  void prunesAndChecksWhenDueAndReportsIt(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "1");
    rig.apply(
        Manifests.source(
            "photos",
            "manual: first",
            "pruneIntervalDays: 0",
            "check: {intervalDays: 0, readDataSubset: 50%}"));
    rig.controller().start();
    Status status = scenario.awaitSynced(source("photos"), "first");
    assertThat(status.restic().path("lastPruned").asText()).isNotEmpty();
    assertThat(status.restic().path("check").path("result").asText()).isEqualTo("Passed");
    assertThat(status.restic().path("check").path("subset").asText()).isEqualTo("1/2");
    assertThat(status.restic().path("check").path("nextPart").asInt()).isEqualTo(2);
    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void removesStaleLocksWhenAsked(Rig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "1");
    rig.apply(Manifests.source("photos", "manual: first", "unlock: monday"));
    rig.controller().start();
    Status status = scenario.awaitSynced(source("photos"), "first");
    assertThat(status.restic().path("lastUnlocked").asText()).isEqualTo("monday");
    assertThat(rig.log(source("photos"))).contains("=== Starting unlock ===");
    rig.apply(Manifests.source("photos", "manual: second", "unlock: monday"));
    scenario.awaitSynced(source("photos"), "second");
    assertThat(rig.log(source("photos"))).containsOnlyOnce("=== Starting unlock ===");
  }
}
