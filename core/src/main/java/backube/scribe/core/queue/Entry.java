package backube.scribe.core.queue;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Somebody who waits or runs.
 *
 * @param slot whether it takes one of the slots that are limited
 * @param since when the wait began
 */
record Entry(ResourceKey key, List<Claimed> claims, boolean slot, Instant since) {
  /** Restores first, then who waited longest; the key makes the order total. */
  static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.key().role() != Role.DESTINATION)
          .thenComparing(Entry::since)
          .thenComparing(Entry::key);
}
