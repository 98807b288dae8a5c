package backube.scribe.kubernetes.volume;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import org.junit.jupiter.api.Test;

class VolumeStateTest {
  private static final ThingId COPY = ThingId.copy(1, 1);
  private final VolumeState now = new VolumeState(claim -> false);
  private final VolumeState late = new VolumeState(claim -> true);

  @Test
  void aClaimIsUsableOnceBoundOrIfOnlyAPodCanBindIt() {
    assertThat(now.of(COPY, claim("Bound")).state()).isEqualTo(Thing.State.READY);
    assertThat(now.of(COPY, claim("Pending")).state()).isEqualTo(Thing.State.CREATING);
    assertThat(late.of(COPY, claim("Pending")).state()).isEqualTo(Thing.State.PROMISED);
    assertThat(late.of(COPY, claim("Lost")).state()).isEqualTo(Thing.State.FAILED);
  }

  @Test
  void aSnapshotIsUsableWhenItIsReadyAndNotWhenItIsOnlyBound() {
    VolumeSnapshot bound = snapshot(null, null);

    assertThat(now.image(COPY, bound).state()).isEqualTo(Thing.State.CREATING);
    assertThat(now.image(COPY, snapshot(true, null)).state()).isEqualTo(Thing.State.READY);
    assertThat(now.halfACopy(COPY, snapshot(true, null)).state()).isEqualTo(Thing.State.HALFWAY);
  }

  @Test
  void whatTheDriverSaysIsTold() {
    assertThat(now.image(COPY, snapshot(false, "no space")).message())
        .isEqualTo("VolumeSnapshot snap is not ready: no space");
    assertThat(now.of(COPY, claim("Pending")).message())
        .isEqualTo(
            "PersistentVolumeClaim copy is not bound; check the StorageClass and the CSI driver");
  }

  @Test
  void whatIsBeingDeletedIsNotUsed() {
    PersistentVolumeClaim claim = claim("Bound");
    claim.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    VolumeSnapshot snapshot = snapshot(true, null);
    snapshot.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertThat(now.of(COPY, claim).state()).isEqualTo(Thing.State.TERMINATING);
    assertThat(now.halfACopy(COPY, snapshot).state()).isEqualTo(Thing.State.TERMINATING);
  }

  private static PersistentVolumeClaim claim(String phase) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("copy")
        .withUid("u1")
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }

  private static VolumeSnapshot snapshot(Boolean ready, String error) {
    VolumeSnapshotBuilder snapshot =
        new VolumeSnapshotBuilder()
            .withNewMetadata()
            .withName("snap")
            .withUid("u2")
            .endMetadata()
            .withNewStatus()
            .withBoundVolumeSnapshotContentName("content")
            .withReadyToUse(ready)
            .endStatus();
    return error == null
        ? snapshot.build()
        : snapshot.editStatus().withNewError().withMessage(error).endError().endStatus().build();
  }
}
