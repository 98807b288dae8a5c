package backube.scribe.kubernetes.volume;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.volume.VolumeRequest;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What of the users' volumes, and of the cluster, keeps a run from starting. */
final class VolumeChecks {
  private final Claims userClaims;
  private final BooleanSupplier snapshots;

  /**
   * @param snapshots whether the cluster knows VolumeSnapshots; it may learn it later
   */
  VolumeChecks(Claims userClaims, BooleanSupplier snapshots) {
    this.userClaims = userClaims;
    this.snapshots = snapshots;
  }

  /** Of the volume that a run works on. */
  Optional<Refusal> of(Replication owner, VolumeRequest request) {
    if (request.method() == CopyMethod.SNAPSHOT && !snapshots.getAsBoolean()) {
      return unusable(
          "copyMethod: Snapshot: this cluster has no VolumeSnapshots; install the snapshot"
              + " controller and its CustomResourceDefinitions, or choose another copyMethod");
    }
    return request.claim().flatMap(name -> problem(owner, name, request));
  }

  /** Of one that its mover has beside that. */
  Optional<Refusal> of(Replication owner, MoverVolume volume) {
    return volume
        .volumeSource()
        .persistentVolumeClaim()
        .map(PersistentVolumeClaimVolumeSource::getClaimName)
        .filter(name -> userClaims.recent(owner.key().namespace(), name).isEmpty())
        .map(name -> missing("moverVolumes: ", name));
  }

  private Optional<Refusal> problem(Replication owner, String name, VolumeRequest request) {
    Optional<PersistentVolumeClaim> found = userClaims.now(owner.key().namespace(), name);
    if (found.isEmpty()) {
      return Optional.of(missing("", name));
    }
    PersistentVolumeClaim claim = found.get();
    if (claim.getMetadata().getDeletionTimestamp() != null) {
      return unusable("PersistentVolumeClaim \"%s\" is being deleted".formatted(name));
    }
    if ("Block".equals(claim.getSpec().getVolumeMode()) && !request.block()) {
      return unusable(
          "PersistentVolumeClaim \"%s\" has volumeMode Block; this mover needs Filesystem"
              .formatted(name));
    }
    return Optional.empty();
  }

  private static Refusal missing(String where, String name) {
    return new Refusal(
        Reasons.MISSING_REFERENCE,
        where + "PersistentVolumeClaim \"%s\" not found".formatted(name));
  }

  private static Optional<Refusal> unusable(String message) {
    return Optional.of(new Refusal(Reasons.VOLUME_UNUSABLE, message));
  }
}
