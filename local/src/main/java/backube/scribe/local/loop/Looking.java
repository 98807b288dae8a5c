package backube.scribe.local.loop;

import backube.scribe.core.resource.ResourceKey;
import java.time.Instant;
import java.util.Optional;

/** One look at a resource, which does what is due. */
@FunctionalInterface
public interface Looking {
  /**
   * Looks. May fail; then it is repeated with growing delays.
   *
   * @return when to look again at the latest; in the past or now for at once; empty if only a
   *     change is a reason to
   */
  Optional<Instant> look(ResourceKey key);
}
