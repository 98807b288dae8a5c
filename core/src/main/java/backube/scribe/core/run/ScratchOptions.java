package backube.scribe.core.run;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Options of a scratch volume.
 *
 * @param cleanup whether it is removed after every successful sync
 */
public record ScratchOptions(
    Optional<Quantity> capacity,
    Optional<String> storageClassName,
    List<String> accessModes,
    boolean cleanup) {}
