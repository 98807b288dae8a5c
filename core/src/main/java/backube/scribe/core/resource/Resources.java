package backube.scribe.core.resource;

import backube.scribe.api.resource.ReplicationStatus;
import java.util.Optional;

/** Port: the resources and their status. */
public interface Resources {
  /**
   * The resource as last seen, which may be a moment old.
   *
   * @return empty if there is none
   */
  Optional<Replication> read(ResourceKey key);

  /** The resource as it is now. */
  Optional<Replication> readLive(ResourceKey key);

  /**
   * Writes the status if the resource still has the version that was read.
   *
   * @return the resource as written; empty if it changed meanwhile and nothing was written
   */
  Optional<Replication> writeStatus(Replication read, ReplicationStatus status);

  /**
   * Whether all that is around the resource is being removed, so that nothing can be made there.
   */
  default boolean vanishing(ResourceKey key) {
    return false;
  }
}
