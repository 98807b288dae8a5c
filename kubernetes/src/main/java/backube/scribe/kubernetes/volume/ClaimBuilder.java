package backube.scribe.kubernetes.volume;

import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.volume.VolumeRequest;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReferenceBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims that runs make, with every attribute from where the contract takes it. Pure. */
final class ClaimBuilder {
  static final String SNAPSHOT_GROUP = "snapshot.storage.k8s.io";

  private static final String FILESYSTEM = "Filesystem";

  private ClaimBuilder() {}

  /** A clone of the source. */
  static PersistentVolumeClaim clone(
      ObjectMeta meta, PersistentVolumeClaim source, VolumeRequest request) {
    TypedLocalObjectReference from =
        new TypedLocalObjectReferenceBuilder()
            .withKind("PersistentVolumeClaim")
            .withName(source.getMetadata().getName())
            .build();
    return copy(meta, source, request, from, Optional.empty());
  }

  /**
   * The volume of a snapshot of the source.
   *
   * @param snapshot its name
   * @param restoreSize what the snapshot needs at least; empty if the driver does not say
   */
  static PersistentVolumeClaim ofSnapshot(
      ObjectMeta meta,
      String snapshot,
      PersistentVolumeClaim source,
      VolumeRequest request,
      Optional<Quantity> restoreSize) {
    TypedLocalObjectReference from =
        new TypedLocalObjectReferenceBuilder()
            .withApiGroup(SNAPSHOT_GROUP)
            .withKind("VolumeSnapshot")
            .withName(snapshot)
            .build();
    return copy(meta, source, request, from, restoreSize);
  }

  /** An empty volume for a destination. */
  static PersistentVolumeClaim empty(ObjectMeta meta, VolumeRequest request) {
    return claim(
        meta,
        request.capacity().orElseThrow(), // the section's rules demand both
        request.storageClassName().orElse(null),
        request.accessModes(),
        request.mode().filter(VolumeMode.BLOCK::equals).isPresent() ? Claims.BLOCK : FILESYSTEM,
        null);
  }

  private static PersistentVolumeClaim copy(
      ObjectMeta meta,
      PersistentVolumeClaim source,
      VolumeRequest request,
      TypedLocalObjectReference from,
      Optional<Quantity> restoreSize) {
    Quantity size =
        request
            .capacity()
            .or(() -> restoreSize.filter(ClaimBuilder::positive))
            .or(() -> Claims.provisioned(source))
            .orElseGet(() -> Claims.requested(source));
    String mode = source.getSpec().getVolumeMode();
    return claim(
        meta,
        size,
        request.storageClassName().orElse(source.getSpec().getStorageClassName()),
        request.accessModes().isEmpty() ? source.getSpec().getAccessModes() : request.accessModes(),
        mode == null ? FILESYSTEM : mode,
        from);
  }

  private static boolean positive(Quantity size) {
    return size.getNumericalAmount().compareTo(BigDecimal.ZERO) > 0;
  }

  private static PersistentVolumeClaim claim(
      ObjectMeta meta,
      Quantity size,
      @Nullable String storageClass,
      List<String> access,
      String mode,
      @Nullable TypedLocalObjectReference from) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withAccessModes(access)
        .withStorageClassName(storageClass)
        .withVolumeMode(mode)
        .withNewResources()
        .withRequests(Map.of("storage", size))
        .endResources()
        .withDataSource(from)
        .endSpec()
        .build();
  }
}
