package backube.scribe.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Status;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Manifests for VolSync's rclone mover do what they did there. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RcloneVolSyncTest {
  private static final String SOURCE =
      """
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationSource
      metadata:
        name: database-source
      spec:
        sourcePVC: mysql
        trigger:
          manual: %s
        rclone:
          rcloneConfigSection: store
          rcloneDestPath: %s
          rcloneConfig: rclone-secret
          copyMethod: Snapshot
      """;

  private static final String DESTINATION =
      """
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationDestination
      metadata:
        name: database-destination
      spec:
        trigger:
          manual: %s
        rclone:
          rcloneConfigSection: store
          rcloneDestPath: %s
          rcloneConfig: rclone-secret
          copyMethod: Snapshot
          accessModes: [ReadWriteOnce]
          capacity: 1Gi
      """;

  @Test
  void aVolumeGoesToARemoteAndBackTwice(ClusterRig rig) {
    Remote remote = rig.remote("rclone-secret");
    ClusterVolume mysql = (ClusterVolume) rig.volume("mysql");
    mysql.fillWithSample();
    mysql.run("rm -r owners modes deep attributes/capable"); // movers are root without any right
    rig.controller().start();

    List<String> before = mysql.listing();
    Status first = replicate(rig, remote, "first");
    rig.fromImage(first, "image-first").assertHolds(before);

    mysql.run(TwoRounds.CHANGE);
    List<String> after = mysql.listing();
    Status second = replicate(rig, remote, "second");
    rig.fromImage(second, "image-second").assertHolds(after);
    assertThat(second.json().at("/latestImage/name").asText())
        .isNotEqualTo(first.json().at("/latestImage/name").asText());

    assertThat(ofVolSync(rig, "PersistentVolumeClaim"))
        .containsExactly("volsync-database-destination-dest");
    assertThat(ofVolSync(rig, "ServiceAccount"))
        .containsExactlyInAnyOrder(
            "volsync-src-database-source", "volsync-dst-database-destination");
    assertThat(ofVolSync(rig, "VolumeSnapshot"))
        .containsExactly(second.json().at("/latestImage/name").asText());
    assertThat(ofVolSync(rig, "Job")).isEmpty();
  }

  /** The status of the destination when both sides have done what the trigger asked for. */
  private static Status replicate(ClusterRig rig, Remote remote, String trigger) {
    rig.apply(SOURCE.formatted(trigger, remote.path()));
    Predicate<Status> synced = status -> status.idle() && status.lastManualSync().equals(trigger);
    assertLikeVolSyncs(await(rig, "ReplicationSource", "database-source", synced));
    rig.apply(DESTINATION.formatted(trigger, remote.path()));
    Status back = await(rig, "ReplicationDestination", "database-destination", synced);
    assertLikeVolSyncs(back);
    assertThat(back.json().at("/latestImage/name").asText())
        .matches("volsync-database-destination-dest-[0-9]{14}");
    return back;
  }

  private static void assertLikeVolSyncs(Status status) {
    assertThat(status.result()).isEqualTo("Successful");
    assertThat(status.reason()).isEqualTo("WaitingForManual");
    assertThat(status.warning()).isEmpty();
    assertThat(status.logs())
        .containsPattern("Transferred:.*")
        .containsPattern("Elapsed time:.*")
        .containsPattern("Rclone completed in.*");
  }

  private static Status await(
      ClusterRig rig, String kind, String name, Predicate<Status> condition) {
    return Await.until(
        kind + " " + name,
        () -> new Status(rig.objects().get(kind + ".volsync.backube", name).path("status")),
        condition,
        rig::diagnosis);
  }

  private static List<String> ofVolSync(ClusterRig rig, String kind) {
    return rig.objects().list(kind, "app.kubernetes.io/created-by", "volsync").stream()
        .map(Movers::name)
        .toList();
  }
}
