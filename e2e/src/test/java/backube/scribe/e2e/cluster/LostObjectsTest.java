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
import org.junit.jupiter.api.Test;
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
  @CsvSource({
    "Job, scribe-dst-restore",
    "Pod, ''",
    "PersistentVolumeClaim, scribe-restore-dest",
    "ServiceAccount, scribe-dst-restore"
  })
  void aRestoreGoesOnWithout(String kind, String name, ClusterRig rig, Scenario scenario) {
    String pod = beginToRestore(rig);
    rig.delete(kind, name.isEmpty() ? pod : name);

    Status status = scenario.awaitSynced(destination("restore"), "once");
    assertThat(rig.leftovers()).isEmpty();
    assertThat(rig.fromImage(status, "again").read("folder/one")).isEqualTo("precious");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "SNAPSHOT_MADE, VolumeSnapshot, scribe-photos-src",
    "COPY_MADE, PersistentVolumeClaim, scribe-photos-src",
    "CACHE_MADE, PersistentVolumeClaim, scribe-src-photos-cache",
    "ACCOUNT_MADE, ServiceAccount, scribe-src-photos",
    "JOB_MADE, Job, scribe-src-photos",
    "JOB_COMPLETE, Job, scribe-src-photos",
    "JOB_COMPLETE, VolumeSnapshot, scribe-photos-src",
    "CLEANING_UP, PersistentVolumeClaim, scribe-photos-src"
  })
  void aBackupGoesOnWithoutWhatIsRemovedAtOnce(
      Moment moment, String kind, String name, ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot"));
    moment.await(rig, source("photos"));
    rig.delete(kind, name);

    Status status = scenario.awaitSynced(source("photos"), "first");
    assertThat(status.result()).isEqualTo("Successful");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
    repository.check();
  }

  @Test
  void aRestoreGoesOnWithoutAnImageThatIsRemovedAtOnce(ClusterRig rig, Scenario scenario) {
    beginToRestore(rig);
    Moment.IMAGE_MADE.await(rig, destination("restore"));
    rig.objects()
        .list("VolumeSnapshot", "scribe.backube/part", "image")
        .forEach(image -> rig.delete("VolumeSnapshot", Movers.name(image)));

    Status status = scenario.awaitSynced(destination("restore"), "once");
    assertThat(rig.fromImage(status, "again").read("folder/one")).isEqualTo("precious");
  }

  /** Returns the name of the pod that is at work. */
  private static String beginToRestore(ClusterRig rig) {
    var repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("folder/one", "precious");
    repository.restic("init");
    repository.resticAtData(photos, "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(restore("manual: once", Movers.SLOW));
    return Movers.name(new Movers(rig).awaitAtWork(destination("restore")));
  }

  private static String restore(String trigger, String... section) {
    return ClusterManifests.intoNewVolume("restore", trigger, section);
  }
}
