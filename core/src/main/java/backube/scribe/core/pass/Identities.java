package backube.scribe.core.pass;

import backube.scribe.core.resource.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which resource files its data under which identity: first come, first served. Knows what the
 * recorded states tell, so it is complete once every resource was looked at, or heeded.
 */
public final class Identities {
  private final Map<String, ResourceKey> owners = new HashMap<>();
  private final Map<ResourceKey, String> owned = new HashMap<>();

  /** Another resource that has the identity. */
  synchronized Optional<ResourceKey> otherOwner(ResourceKey key, String identity) {
    return Optional.ofNullable(owners.get(identity)).filter(owner -> !owner.equals(key));
  }

  /** What the record of {@code key} says. */
  synchronized void settle(ResourceKey key, @Nullable String identity) {
    String before = owned.get(key);
    if (Objects.equals(before, identity)) {
      return;
    }
    if (before != null) {
      owned.remove(key);
      owners.remove(before, key);
    }
    if (identity != null) {
      owned.put(key, identity);
      owners.putIfAbsent(identity, key);
    }
  }
}
