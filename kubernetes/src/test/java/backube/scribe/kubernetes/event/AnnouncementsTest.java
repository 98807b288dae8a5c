package backube.scribe.kubernetes.event;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Replication OWNER = Owners.source("photos");
  private static final VolumeSnapshot SNAPSHOT =
      new VolumeSnapshotBuilder()
          .withMetadata(meta("volsync-photos-src"))
          .withNewSpec()
          .withNewSource()
          .withPersistentVolumeClaimName("data")
          .endSource()
          .endSpec()
          .build();

  private static final Job JOB = job("volsync-rsync-src-photos");

  private final List<String> told = new ArrayList<>();
  private Instant now = NOON;
  private final Announcements announcements =
      new Announcements(this::record, Dialect.VOLSYNC, () -> now);

  @Test
  void tellsWhatWasMadeOfWhatInVolSyncsWords() {
    announcements.made(OWNER, SNAPSHOT);
    announcements.made(
        OWNER,
        claim(
            "volsync-photos-src",
            new TypedLocalObjectReference(
                "snapshot.storage.k8s.io", "VolumeSnapshot", "volsync-photos-src")));
    announcements.made(
        OWNER, claim("copy", new TypedLocalObjectReference(null, "PersistentVolumeClaim", "data")));
    announcements.made(OWNER, claim("volsync-photos-dest", null));

    assertThat(told)
        .containsExactly(
            "NORMAL VolumeSnapshotCreated CreateVolumeSnapshot: created"
                + " VolumeSnapshot/volsync-photos-src from PersistentVolumeClaim/data",
            "NORMAL PersistentVolumeClaimCreated CreatePersistentVolumeClaim: created"
                + " PersistentVolumeClaim/volsync-photos-src from"
                + " VolumeSnapshot/volsync-photos-src",
            "NORMAL PersistentVolumeClaimCreated CreatePersistentVolumeClaim: created"
                + " PersistentVolumeClaim/copy as a clone of PersistentVolumeClaim/data",
            "NORMAL PersistentVolumeClaimCreated CreatePersistentVolumeClaim: created"
                + " PersistentVolumeClaim/volsync-photos-dest to receive incoming data");
  }

  @Test
  void warnsOnceOfASnapshotThatIsNotReadyInThirtySeconds() {
    now = NOON.plusSeconds(30);
    announcements.awaited(OWNER, SNAPSHOT);
    assertThat(told).isEmpty();

    now = NOON.plusSeconds(31);
    announcements.awaited(OWNER, SNAPSHOT);
    announcements.awaited(OWNER, SNAPSHOT);
    assertThat(told)
        .containsExactly(
            "WARNING VolumeSnapshotNotBound CreateVolumeSnapshot: waiting for"
                + " VolumeSnapshot/volsync-photos-src to bind; check VolumeSnapshotClass name and"
                + " ensure CSI driver supports volume snapshots");
  }

  @Test
  void warnsOfAClaimThatIsNotBoundInTwoMinutes() {
    now = NOON.plusSeconds(121);
    announcements.awaited(OWNER, claim("new", null));
    announcements.awaited(
        OWNER, claim("copy", new TypedLocalObjectReference(null, "PersistentVolumeClaim", "data")));

    assertThat(told)
        .containsExactly(
            "WARNING PersistentVolumeClaimNotBound CreatePersistentVolumeClaim: waiting for"
                + " PersistentVolumeClaim/new to bind; check StorageClass name and CSI driver"
                + " capabilities",
            "WARNING PersistentVolumeClaimNotBound CreatePersistentVolumeClaim: waiting for"
                + " PersistentVolumeClaim/copy to bind; check StorageClass name and ensure CSI"
                + " driver supports volume cloning");
  }

  @Test
  void tellsOnceThatATransferStartsAndThatItHasFailed() {
    announcements.started(OWNER, "rsync", JOB);
    announcements.started(OWNER, "rsync", JOB);
    announcements.failed(OWNER, "rsync", JOB);
    announcements.failed(OWNER, "rsync", JOB);
    announcements.started(Owners.destination("photos"), "rsyncTLS", job("another"));
    announcements.started(OWNER, "restic", job("of restic"));
    announcements.failed(OWNER, "rclone", job("of rclone"));

    assertThat(told)
        .containsExactly(
            "NORMAL TransferStarted CreateMover: starting Job/volsync-rsync-src-photos to transmit"
                + " data",
            "WARNING TransferFailed DeleteMover: mover Job backoff limit reached",
            "NORMAL TransferStarted CreateMover: starting Job/another to receive data");
  }

  @Test
  void isSilentInADialectWithoutSuchEvents() {
    now = NOON.plusSeconds(121);
    Announcements silent = new Announcements(this::record, Dialect.SCRIBE, () -> now);
    silent.made(OWNER, SNAPSHOT);
    silent.awaited(OWNER, SNAPSHOT);
    silent.started(OWNER, "rsync", JOB);
    silent.failed(OWNER, "rsync", JOB);
    assertThat(told).isEmpty();
  }

  private void record(
      Replication about,
      Events.Type type,
      String reason,
      String action,
      String message,
      HasMetadata related) {
    told.add(type + " " + reason + " " + action + ": " + message);
  }

  private static PersistentVolumeClaim claim(String name, TypedLocalObjectReference from) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(meta(name))
        .withNewSpec()
        .withDataSource(from)
        .endSpec()
        .build();
  }

  private static Job job(String name) {
    return new JobBuilder().withMetadata(meta(name)).build();
  }

  private static ObjectMeta meta(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withUid("uid-of-" + name)
        .withCreationTimestamp(NOON.toString())
        .build();
  }
}
