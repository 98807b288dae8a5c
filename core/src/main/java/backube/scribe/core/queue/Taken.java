package backube.scribe.core.queue;

import backube.scribe.core.resource.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Things that are claimed, each with one of those who claim it. */
final class Taken {
  private final Map<String, ResourceKey> shared = new HashMap<>();
  private final Map<String, ResourceKey> exclusive = new HashMap<>();

  void add(Entry entry) {
    for (Claimed claim : entry.claims()) {
      (claim.exclusive() ? exclusive : shared).putIfAbsent(claim.thing(), entry.key());
    }
  }

  /** Somebody whose claim excludes one of {@code entry}. */
  Optional<ResourceKey> against(Entry entry) {
    for (Claimed claim : entry.claims()) {
      ResourceKey holder = exclusive.get(claim.thing());
      if (holder == null && claim.exclusive()) {
        holder = shared.get(claim.thing());
      }
      if (holder != null) {
        return Optional.of(holder);
      }
    }
    return Optional.empty();
  }
}
