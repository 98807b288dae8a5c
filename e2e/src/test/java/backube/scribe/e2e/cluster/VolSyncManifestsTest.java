package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Manifests that were written for VolSync do what they did there, under the same names. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class VolSyncManifestsTest {
  private static final String SOURCE = "ReplicationSource.volsync.backube";
  private static final String DESTINATION = "ReplicationDestination.volsync.backube";

  private static final String BACKUP =
      """
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationSource
      metadata:
        name: database
      spec:
        sourcePVC: mysql
        trigger:
          schedule: "0 4 * * *"
        restic:
          pruneIntervalDays: 14
          repository: restic-config
          retain:
            hourly: 6
            daily: 5
            weekly: 4
            monthly: 2
            yearly: 1
          copyMethod: Snapshot
      """;

  @Test
  @Unprivileged
  void aBackupAndARestoreUnderVolSyncsNamesWhereRestrictedIsEnforced(ClusterRig rig) {
    rig.repository("restic-config");
    rig.volume("mysql").write("tables/one", "precious");
    rig.controller().start();
    rig.apply(BACKUP);

    Status saved = await(rig, SOURCE, "database", status -> status.idle() && synced(status));
    assertThat(saved.reason()).isEqualTo("WaitingForSchedule");
    assertThat(saved.message()).isEqualTo("Waiting for next scheduled synchronization");
    assertThat(saved.result()).isEqualTo("Successful");
    assertThat(saved.logs())
        .containsPattern("processed.*files")
        .containsPattern("snapshot.*saved")
        .containsPattern("Restic completed in.*");
    assertThat(saved.nextSyncTime()).endsWith("T04:00:00Z");
    rig.awaitEvents(
        source("database"),
        "VolumeSnapshotCreated: created VolumeSnapshot/volsync-database-src from"
            + " PersistentVolumeClaim/mysql",
        "PersistentVolumeClaimCreated: created PersistentVolumeClaim/volsync-database-src from"
            + " VolumeSnapshot/volsync-database-src");
    assertThat(ofVolSync(rig, "PersistentVolumeClaim"))
        .containsExactly("volsync-src-database-cache");
    assertThat(ofVolSync(rig, "ServiceAccount")).containsExactly("volsync-src-database");
    assertThat(ofVolSync(rig, "VolumeSnapshot")).isEmpty();
    assertThat(ofVolSync(rig, "Job")).isEmpty();

    rig.apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationDestination
        metadata:
          name: restore
        spec:
          trigger:
            manual: restore-once
          restic:
            repository: restic-config
            copyMethod: Snapshot
            capacity: 1Gi
            accessModes: [ReadWriteOnce]
            moverSecurityContext:
              runAsUser: 54321
              runAsGroup: 54321
              fsGroup: 54321
        """);
    Status back =
        await(
            rig,
            DESTINATION,
            "restore",
            status -> status.idle() && status.lastManualSync().equals("restore-once"));
    assertThat(back.reason()).isEqualTo("WaitingForManual");
    assertThat(back.json().at("/latestImage/name").asText())
        .matches("volsync-restore-dest-[0-9]{14}");
    assertThat(back.logs()).containsPattern("restoring.*").containsPattern("Restic completed in.*");
    rig.awaitEvents(
        destination("restore"),
        "PersistentVolumeClaimCreated: created PersistentVolumeClaim/volsync-restore-dest to"
            + " receive incoming data",
        "PersistentVolumeClaimCreated: created PersistentVolumeClaim/volsync-dst-restore-cache"
            + " to receive incoming data",
        "VolumeSnapshotCreated: created VolumeSnapshot/%s from"
                .formatted(back.json().at("/latestImage/name").asText())
            + " PersistentVolumeClaim/volsync-restore-dest");
    assertThat(ofVolSync(rig, "PersistentVolumeClaim"))
        .containsExactlyInAnyOrder(
            "volsync-src-database-cache", "volsync-dst-restore-cache", "volsync-restore-dest");
    assertThat(ofVolSync(rig, "ServiceAccount"))
        .containsExactlyInAnyOrder("volsync-src-database", "volsync-dst-restore");
    assertThat(rig.fromImage(back, "again").read("tables/one")).isEqualTo("precious");
  }

  @Test
  void aRestoreOfNothingGoesOnWithAWarning(ClusterRig rig) {
    rig.repository("restic-config");
    rig.controller().start();
    rig.apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationDestination
        metadata:
          name: bootstrap
        spec:
          trigger:
            manual: restore-once
          restic:
            repository: restic-config
            copyMethod: Direct
            capacity: 1Gi
            accessModes: [ReadWriteOnce]
        """);

    Status done =
        await(
            rig,
            DESTINATION,
            "bootstrap",
            status -> status.idle() && status.lastManualSync().equals("restore-once"));
    assertThat(done.result()).isEqualTo("Successful");
    assertThat(done.logs()).contains("No data will be restored");
    assertThat(done.warning()).contains("there is no repository");
    assertThat(done.json().path("latestImage"))
        .hasToString(
            "{\"apiGroup\":\"\",\"kind\":\"PersistentVolumeClaim\",\"name\":\"volsync-bootstrap-dest\"}");
  }

  @Test
  void aSnapshotWithTheLabelOutlivesItsDestination(ClusterRig rig) {
    rig.repository("restic-config");
    rig.controller().start();
    rig.apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationDestination
        metadata:
          name: kept
        spec:
          trigger: {manual: once}
          restic:
            repository: restic-config
            copyMethod: Snapshot
            capacity: 1Gi
            accessModes: [ReadWriteOnce]
        """);
    Status done =
        await(
            rig,
            DESTINATION,
            "kept",
            status -> status.idle() && status.lastManualSync().equals("once"));
    String image = done.json().at("/latestImage/name").asText();

    rig.apply(
        """
        apiVersion: snapshot.storage.k8s.io/v1
        kind: VolumeSnapshot
        metadata:
          name: %s
          labels: {volsync.backube/do-not-delete: "yes"}
        """
            .formatted(image));
    Await.until(
        "the snapshot to be let go",
        () -> rig.objects().get("VolumeSnapshot", image),
        snapshot -> snapshot.at("/metadata/ownerReferences").isEmpty(),
        rig::diagnosis);
    rig.delete(DESTINATION, "kept");
    Await.until(
        "the volume of the destination to go with it",
        () -> rig.objects().get("PersistentVolumeClaim", "volsync-kept-dest"),
        JsonNode::isMissingNode,
        rig::diagnosis);
    JsonNode snapshot = rig.objects().get("VolumeSnapshot", image);
    assertThat(snapshot.at("/metadata/deletionTimestamp").isMissingNode()).isTrue();
    assertThat(snapshot.at("/metadata/labels"))
        .hasToString("{\"volsync.backube/do-not-delete\":\"yes\"}");
  }

  @Test
  void whatIsNotForUsIsLeftAlone(ClusterRig rig) {
    rig.controller().start();
    rig.apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata:
          name: external
        spec:
          sourcePVC: mysql
          external: {provider: acme.example/copies, parameters: {speed: high}}
        ---
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata:
          name: stuck
        spec:
          sourcePVC: mysql
          trigger: {manual: once}
          syncthing: {serviceType: ClusterIP, peers: [], anything: {else: kept}}
        """);

    Status stuck =
        await(rig, SOURCE, "stuck", status -> status.condition("Synchronizing").isPresent());
    assertThat(stuck.reason()).isEqualTo("Error");
    assertThat(stuck.message())
        .isEqualTo(
            "spec.syncthing: mover syncthing is not installed; installed are: rclone, restic,"
                + " rsync, rsyncTLS");
    assertThat(rig.objects().get(SOURCE, "stuck").at("/spec/syncthing/anything/else").asText())
        .isEqualTo("kept");
    assertThat(rig.objects().get(SOURCE, "external").path("status").isMissingNode()).isTrue();
    assertThat(ofVolSync(rig, "Job")).isEmpty();
  }

  @Test
  void theJobOfABackupAndTheStatusWhileItRunsAreWhatUsersOfVolSyncKnow(ClusterRig rig) {
    rig.repository("restic-config");
    rig.volume("mysql").write("one", "precious");
    rig.controller().start();
    rig.apply(BACKUP.replace("copyMethod: Snapshot", "copyMethod: Snapshot\n    " + Movers.SLOW));

    JsonNode job =
        Await.until(
            "the mover's Job",
            () -> rig.objects().get("Job", "volsync-src-database"),
            found -> found.at("/status/active").asInt() == 1,
            rig::diagnosis);
    assertThat(job.at("/metadata/labels").toString())
        .contains("\"app.kubernetes.io/created-by\":\"volsync\"", "\"volsync.backube/cleanup\"");
    JsonNode spec = job.at("/spec/template/spec");
    assertThat(spec.at("/serviceAccountName").asText()).isEqualTo("volsync-src-database");
    assertThat(spec.at("/containers/0/name").asText()).isEqualTo("restic");
    assertThat(spec.at("/containers/0/command").toString())
        .isEqualTo("[\"/mover-restic/entry.sh\"]");
    assertThat(spec.at("/volumes").toString())
        .contains("\"claimName\":\"volsync-database-src\"", "volsync-src-database-cache");
    JsonNode status = rig.objects().get(SOURCE, "database").path("status");
    assertThat(status.path("latestMoverStatus")).hasToString("{}");
    assertThat(status.path("restic")).hasToString("{}");
    assertThat(status.path("lastSyncStartTime").asText()).isNotEmpty();
    assertThat(new Status(status).message()).isEqualTo("Synchronization in-progress");

    Status done = await(rig, SOURCE, "database", now -> now.idle() && synced(now));
    assertThat(done.json().has("lastSyncStartTime")).isFalse();
    assertThat(done.json().path("lastSyncDuration").asText()).matches("([0-9]+m)?[0-9.]+s");
  }

  @Test
  void aRepositoryThatTwoSourcesShareIsWarnedOf(ClusterRig rig) {
    rig.repository("restic-config");
    rig.volume("mysql").write("one", "precious");
    rig.controller().start();
    rig.apply(BACKUP);
    await(rig, SOURCE, "database", status -> status.idle() && synced(status));

    rig.apply(BACKUP.replace("name: database", "name: again"));
    Status second = await(rig, SOURCE, "again", status -> status.idle() && synced(status));
    assertThat(second.result()).isEqualTo("Successful");
    assertThat(second.warning())
        .startsWith(
            "ReplicationSource.volsync.backube %s/database already files its data in this store"
                .formatted(rig.namespace()));
  }

  private static boolean synced(Status status) {
    return !status.lastSyncTime().isEmpty();
  }

  private static Status await(
      ClusterRig rig, String kind, String name, Predicate<Status> condition) {
    return Await.until(
        kind + " " + name,
        () -> new Status(rig.objects().get(kind, name).path("status")),
        condition,
        rig::diagnosis);
  }

  /** Names of the objects of a kind that were made for resources of VolSync's group. */
  private static List<String> ofVolSync(ClusterRig rig, String kind) {
    return rig.objects().list(kind, "app.kubernetes.io/created-by", "volsync").stream()
        .map(Movers::name)
        .toList();
  }
}
