package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Storage that takes its time, or never makes what is asked for. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class StorageTest {
  @Test
  void aSnapshotThatNeverComesIsNamed(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(photos("no-such-class"));
    Status waiting =
        scenario.await(
            source("photos"),
            "to say which snapshot it waits for",
            status ->
                status.reason().equals("WaitingForVolume")
                    && status.message().contains("VolumeSnapshot scribe-photos-src"));
    assertThat(waiting.message()).contains("is not ready", "no-such-class");
  }

  @Test
  void aSnapshotWhoseClassIsMadeLaterComes(ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    try (OwnClasses classes = new OwnClasses(rig)) {
      rig.apply(photos(classes.name("late")));
      Await.until(
          "the snapshot to have been refused",
          () -> rig.objects().get("VolumeSnapshot", "scribe-photos-src").at("/status/error"),
          error -> !error.isMissingNode(),
          rig::diagnosis);
      classes.snapshots("late", Map.of());
      scenario.awaitSynced(source("photos"), "first");
    }
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aSnapshotThatFailsIsNamedAndComesWhenItCan(ClusterRig rig, Scenario scenario) {
    Map<String, String> failing = Knob.FAILING_SNAPSHOTS.parameters();
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    try (OwnClasses classes = new OwnClasses(rig)) {
      classes.snapshots("fails", failing);
      rig.apply(photos(classes.name("fails")));
      Status waiting = scenario.awaitReason(source("photos"), "WaitingForVolume");
      assertThat(waiting.message())
          .contains("VolumeSnapshot scribe-photos-src is not ready: Failed");

      scenario.awaitSynced(source("photos"), "first");
      assertThat(repository.snapshots()).hasSize(1);
      assertThat(rig.leftovers()).isEmpty();
    }
  }

  @Test
  void aVolumeWhoseClassIsMadeLaterIsUsed(ClusterRig rig, Scenario scenario) {
    begin(rig);
    try (OwnClasses classes = new OwnClasses(rig)) {
      rig.apply(restore("storageClassName: " + classes.name("late")));
      Moment.JOB_MADE.await(rig, destination("restore"));
      classes.waitingForPod("late");
      Status done = scenario.awaitSynced(destination("restore"), "once");
      assertThat(rig.fromImage(done, "again").read("one")).isEqualTo("precious");
    }
  }

  @Test
  void volumesThatWaitForTheirPodAreBackedUpAndRestored(ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.controller().start();
    try (OwnClasses classes = new OwnClasses(rig)) {
      classes.waitingForPod("wffc");
      rig.volume("photos", classes.name("wffc")).write("one", "precious");
      rig.apply(
          Manifests.source(
              "photos",
              "manual: first",
              "copyMethod: Snapshot",
              "cacheStorageClassName: " + classes.name("wffc")));
      scenario.awaitSynced(source("photos"), "first");
      assertThat(repository.snapshots()).hasSize(1);

      rig.apply(restore("storageClassName: " + classes.name("wffc")));
      Status done = scenario.awaitSynced(destination("restore"), "once");
      assertThat(rig.fromImage(done, "again").read("one")).isEqualTo("precious");
    }
  }

  @Test
  void aVolumeThatCantBeProvisionedIsNamedAndComesWhenItCan(ClusterRig rig, Scenario scenario) {
    Map<String, String> failing = Knob.FAILING_PROVISIONER.parameters();
    begin(rig);
    try (OwnClasses classes = new OwnClasses(rig)) {
      classes.storage("fails", failing);
      rig.apply(restore("storageClassName: " + classes.name("fails")));
      Status waiting = scenario.awaitReason(destination("restore"), "WaitingForVolume");
      assertThat(waiting.message())
          .contains("PersistentVolumeClaim scribe-restore-dest is not bound");

      rig.delete("ReplicationDestination", "restore");
      Await.until("nothing to be left", rig::belongings, List::isEmpty, rig::diagnosis);
    }
  }

  @Test
  void aVolumeThatIsTooSmallIsSaidToBeFull(ClusterRig rig, Scenario scenario) {
    String exact = Knob.EXACT_VOLUMES.value();
    var repository = rig.repository("repo");
    rig.volume("photos").run("head -c 30000000 /dev/urandom >big");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(restore("capacity: 16Mi", "storageClassName: " + exact));
    Status full = scenario.awaitReason(destination("restore"), "Retrying");
    assertThat(full.message())
        .contains("OutOfSpace", "the data volume is full, as large as capacity");
  }

  @Test
  void aCacheThatIsTooSmallIsSaidToBeFullAndMadeAnewWhenItIsDeleted(
      ClusterRig rig, Scenario scenario) {
    String exact = Knob.EXACT_VOLUMES.value();
    var repository = rig.repository("repo");
    rig.volume("photos").run("head -c 30000000 /dev/urandom >big");
    rig.controller().start();
    rig.apply(cached("16Mi", exact));
    Status full = scenario.awaitReason(source("photos"), "Retrying");
    assertThat(full.message())
        .contains("OutOfSpace", "the cache volume is full, as large as cacheCapacity");

    rig.apply(cached("256Mi", exact)); // which it would grow to, if each driver could do that
    rig.delete("PersistentVolumeClaim", "scribe-src-photos-cache");
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
  }

  private static String cached(String capacity, String storageClass) {
    return Manifests.source(
        "photos",
        "manual: first",
        "cacheCapacity: " + capacity,
        "cacheStorageClassName: " + storageClass);
  }

  @Test
  void aRaisedCapacityIsAskedOfTheVolume(ClusterRig rig, Scenario scenario) {
    begin(rig);
    rig.apply(restore());
    scenario.awaitSynced(destination("restore"), "once");
    rig.apply(restore("capacity: 2Gi").replace("manual: once", "manual: again"));
    scenario.awaitSynced(destination("restore"), "again");
    assertThat(
            rig.objects()
                .get("PersistentVolumeClaim", "scribe-restore-dest")
                .at("/spec/resources/requests/storage")
                .asText())
        .isEqualTo("2Gi");
  }

  @Test
  void aSnapshotThatIsLateIsWaitedFor(ClusterRig rig, Scenario scenario) {
    String snapshotClass = Knob.SLOW_SNAPSHOTS.value();
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(photos(snapshotClass));
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aVolumeThatIsNeverProvisionedIsNamedAndGivesWayToOneOfAnotherClass(
      ClusterRig rig, Scenario scenario) {
    begin(rig);
    rig.apply(restore("storageClassName: no-such-class"));
    Status waiting = scenario.awaitReason(destination("restore"), "WaitingForVolume");
    assertThat(waiting.message())
        .contains("PersistentVolumeClaim scribe-restore-dest is not bound")
        .contains("check the StorageClass");

    rig.apply(restore());
    Status done = scenario.awaitSynced(destination("restore"), "once");
    assertThat(rig.fromImage(done, "again").read("one")).isEqualTo("precious");
  }

  private static void begin(ClusterRig rig) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
  }

  private static String restore(String... section) {
    return ClusterManifests.intoNewVolume("restore", "manual: once", section);
  }

  private static String photos(String snapshotClass) {
    return Manifests.source(
        "photos",
        "manual: first",
        "copyMethod: Snapshot",
        "volumeSnapshotClassName: " + snapshotClass);
  }
}
