package backube.scribe.kubernetes.volume;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotStatus;
import java.util.Optional;
import java.util.function.Predicate;

/** The state of a volume or snapshot, from what the API server says. Pure. */
final class VolumeState {
  private final Predicate<PersistentVolumeClaim> waitsForPod;

  /**
   * @param waitsForPod whether a claim is bound only once a pod wants it (WaitForFirstConsumer)
   */
  VolumeState(Predicate<PersistentVolumeClaim> waitsForPod) {
    this.waitsForPod = waitsForPod;
  }

  /** A claim: usable when it is bound, or when only a pod that uses it can bind it. */
  Thing of(ThingId id, PersistentVolumeClaim claim) {
    if (terminating(claim)) {
      return thing(id, claim, Thing.State.TERMINATING, "");
    }
    String phase = claim.getStatus() == null ? null : claim.getStatus().getPhase();
    if ("Bound".equals(phase)) {
      return thing(id, claim, Thing.State.READY, "");
    }
    if ("Lost".equals(phase)) {
      return thing(id, claim, Thing.State.FAILED, named(claim) + " has lost its PersistentVolume");
    }
    return waitsForPod.test(claim)
        ? thing(id, claim, Thing.State.PROMISED, "")
        : thing(
            id,
            claim,
            Thing.State.CREATING,
            named(claim) + " is not bound; check the StorageClass and the CSI driver");
  }

  /** A snapshot that is published: usable when it is ready, not before. */
  Thing image(ThingId id, VolumeSnapshot snapshot) {
    return snapshot(id, snapshot, Thing.State.READY);
  }

  /** A snapshot of which a volume is to be made. */
  Thing halfACopy(ThingId id, VolumeSnapshot snapshot) {
    return snapshot(id, snapshot, Thing.State.HALFWAY);
  }

  private static Thing snapshot(ThingId id, VolumeSnapshot snapshot, Thing.State good) {
    if (terminating(snapshot)) {
      return thing(id, snapshot, Thing.State.TERMINATING, "");
    }
    Optional<VolumeSnapshotStatus> status = Optional.ofNullable(snapshot.getStatus());
    boolean ready = status.filter(s -> Boolean.TRUE.equals(s.getReadyToUse())).isPresent();
    if (ready && status.get().getBoundVolumeSnapshotContentName() != null) {
      return thing(id, snapshot, good, "");
    }
    String problem =
        status
            .map(VolumeSnapshotStatus::getError)
            .map(error -> ": " + error.getMessage())
            .orElse("; check the VolumeSnapshotClass and the CSI driver");
    return thing(id, snapshot, Thing.State.CREATING, named(snapshot) + " is not ready" + problem);
  }

  private static boolean terminating(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  private static String named(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static Thing thing(ThingId id, HasMetadata object, Thing.State state, String message) {
    return new Thing(id, object.getMetadata().getUid(), state, message, null);
  }
}
