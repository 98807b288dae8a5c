package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody deletes what a run has made while the mover is at work. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class LostObjectsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Job, scribe-src-photos",
    "Pod, ''",
    "PersistentVolumeClaim, scribe-photos-src",
    "VolumeSnapshot, scribe-photos-src"
  })
  void aBackupGoesOnWithout(String kind, String name, ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot", Movers.SLOW));
    String pod = Movers.name(new Movers(rig).awaitAtWork(source("photos")));
    rig.delete(kind, name.isEmpty() ? pod : name);

    Status status = scenario.awaitSynced(source("photos"), "first");
    assertThat(status.result()).isEqualTo("Successful");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(repository.locks()).isEmpty();
    assertThat(rig.leftovers()).isEmpty();
    repository.check();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"Job, scribe-dst-restore", "Pod, ''", "PersistentVolumeClaim, scribe-restore-dest"})
  void aRestoreGoesOnWithout(String kind, String name, ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("folder/one", "precious");
    repository.restic("init");
    repository.resticAtData(photos, "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(
        Manifests.destination(
                "restore",
                "manual: once",
                "copyMethod: Snapshot",
                "capacity: 1Gi",
                "accessModes: [ReadWriteOnce]",
                Movers.SLOW)
            .replace("    destinationPVC: restore\n", ""));
    String pod = Movers.name(new Movers(rig).awaitAtWork(destination("restore")));
    rig.delete(kind, name.isEmpty() ? pod : name);

    Status status = scenario.awaitSynced(destination("restore"), "once");
    assertThat(rig.leftovers()).isEmpty();
    ClusterVolume restored = rig.fromImage(status, "again");
    assertThat(restored.read("folder/one")).isEqualTo("precious");
  }
}
