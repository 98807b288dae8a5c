package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
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
  void aSnapshotThatIsLateIsWaitedFor(ClusterRig rig, Scenario scenario) {
    String snapshotClass = "csi-hostpath-snap-slow";
    assumeTrue(rig.hasSnapshotClass(snapshotClass));
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(photos(snapshotClass));
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aVolumeThatIsNeverProvisionedIsNamed(ClusterRig rig, Scenario scenario) {
    rig.repository("repo").restic("init");
    rig.controller().start();
    rig.apply(
        ClusterManifests.intoNewVolume(
            "restore", "manual: once", "storageClassName: no-such-class"));
    Status waiting = scenario.awaitReason(destination("restore"), "WaitingForVolume");
    assertThat(waiting.message())
        .contains("PersistentVolumeClaim scribe-restore-dest is not bound")
        .contains("check the StorageClass");
  }

  private static String photos(String snapshotClass) {
    return Manifests.source(
        "photos",
        "manual: first",
        "copyMethod: Snapshot",
        "volumeSnapshotClassName: " + snapshotClass);
  }
}
