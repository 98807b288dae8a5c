package backube.scribe.core.resource;

import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A resource as it was read.
 *
 * @param uid changes when it is deleted and made anew
 * @param created when it was made
 * @param version resource version of this reading; a status write is conditional on it
 * @param deleted whether its deletion has begun
 * @param annotations of the resource
 * @param sourcePvc volume to back up; empty for destinations and where it is missing
 * @param spec as it came
 * @param status as it was last written
 */
public record Replication(
    ResourceKey key,
    String uid,
    Instant created,
    String version,
    boolean deleted,
    Map<String, String> annotations,
    Optional<String> sourcePvc,
    ReplicationSpec spec,
    ReplicationStatus status) {}
