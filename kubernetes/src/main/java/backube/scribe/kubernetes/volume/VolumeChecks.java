package backube.scribe.kubernetes.volume;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.Role;
import backube.scribe.core.volume.VolumeRequest;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
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
        .flatMap(name -> beside(name, userClaims.recent(owner.key().namespace(), name)));
  }

  private static Optional<Refusal> beside(String name, Optional<PersistentVolumeClaim> claim) {
    if (claim.isEmpty()) {
      return Optional.of(missing("moverVolumes: ", name));
    }
    return Claims.isBlock(claim.get())
        ? unusable(
            "moverVolumes: PersistentVolumeClaim \"%s\" has volumeMode Block; only a Filesystem can be mounted"
                .formatted(name))
        : Optional.empty();
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
    if (Claims.isBlock(claim) && !request.block()) {
      return unusable(
          "PersistentVolumeClaim \"%s\" has volumeMode Block; this mover needs Filesystem"
              .formatted(name));
    }
    return owner.key().role() == Role.SOURCE ? copy(claim, request) : Optional.empty();
  }

  /** A device, and what a driver clones, can't be copied to less room than it has itself. */
  private static Optional<Refusal> copy(PersistentVolumeClaim source, VolumeRequest request) {
    boolean whole =
        request.method() == CopyMethod.CLONE
            || (request.method() == CopyMethod.SNAPSHOT && Claims.isBlock(source));
    Optional<Quantity> least = Claims.provisioned(source).filter(size -> whole);
    return request
        .capacity()
        .filter(size -> least.filter(more -> amount(more).compareTo(amount(size)) > 0).isPresent())
        .flatMap(
            size ->
                unusable(
                    "capacity: a copy of PersistentVolumeClaim \"%s\" needs at least its %s, found %s; leave it out"
                        .formatted(source.getMetadata().getName(), least.orElseThrow(), size)));
  }

  private static BigDecimal amount(Quantity size) {
    return size.getNumericalAmount();
  }

  /** Of the volume that was made for a destination, when it was to be what it is. */
  Optional<Refusal> ofMade(PersistentVolumeClaim claim, VolumeRequest request) {
    boolean block = request.mode().filter(VolumeMode.BLOCK::equals).isPresent();
    return claim.getMetadata().getDeletionTimestamp() != null || Claims.isBlock(claim) == block
        ? Optional.empty()
        : unusable(
            "volumeMode: PersistentVolumeClaim \"%s\", made for this destination, is a %s and can't become a %s; remove it, or set volumeMode back"
                .formatted(claim.getMetadata().getName(), mode(!block), mode(block)));
  }

  private static String mode(boolean block) {
    return block ? "Block" : "Filesystem";
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
