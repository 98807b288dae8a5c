package backube.scribe.core.volume;

import backube.scribe.api.resource.CopyMethod;
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
 */
public record VolumeRequest(
    CopyMethod method,
    Optional<String> claim,
    Optional<Quantity> capacity,
    Optional<String> storageClassName,
    List<String> accessModes,
    Optional<String> snapshotClassName,
    boolean block,
    boolean cleanup) {}
