package backube.scribe.local.store;

import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.core.resource.ResourceKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A resource as its manifest wants it.
 *
 * @param manifest file that it came from
 */
public record Desired(
    ResourceKey key,
    Map<String, String> annotations,
    Optional<String> sourcePvc,
    ReplicationSpec spec,
    Path manifest) {}
