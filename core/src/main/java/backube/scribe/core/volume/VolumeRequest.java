package backube.scribe.core.volume;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.VolumeMode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What a section asks of volumes, after decoding.
 *
 * @param method how the copy is made or the result kept
 * @param claim the user's volume: the source, or the given destination; empty if one is to be made
 * @param block whether the mover understands raw block devices
 * @param cleanup whether a made destination volume is removed after every successful sync
 * @param received whether a peer sends what is written; absent if none does
 * @param mode of a destination volume that is made; absent for {@code Filesystem}
 */
public record VolumeRequest(
    CopyMethod method,
    Optional<String> claim,
    Optional<Quantity> capacity,
    Optional<String> storageClassName,
    List<String> accessModes,
    Optional<String> snapshotClassName,
    boolean block,
    boolean cleanup,
    Optional<Boolean> received,
    Optional<VolumeMode> mode) {
  /** Of a file system that no peer fills, or of one that is there. */
  public VolumeRequest(
      CopyMethod method,
      Optional<String> claim,
      Optional<Quantity> capacity,
      Optional<String> storageClassName,
      List<String> accessModes,
      Optional<String> snapshotClassName,
      boolean block,
      boolean cleanup) {
    this(
        method,
        claim,
        capacity,
        storageClassName,
        accessModes,
        snapshotClassName,
        block,
        cleanup,
        Optional.empty(),
        Optional.empty());
  }
}
