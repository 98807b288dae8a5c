package backube.scribe.kubernetes.controller;

import backube.scribe.core.resource.ResourceKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when every resource that was there at the start has been looked at once. The round begins
 * with the first look: a resource that goes after that is looked at once more, to see that it went.
 */
final class FirstRound {
  private final Supplier<? extends Collection<ResourceKey>> all;
  private final Runnable over;
  private @Nullable Set<ResourceKey> unseen;
  private boolean done;

  /**
   * @param all resources that are there
   */
  FirstRound(Supplier<? extends Collection<ResourceKey>> all, Runnable over) {
    this.all = all;
    this.over = over;
  }

  /** This one was looked at, or is gone. */
  synchronized void seen(ResourceKey key) {
    if (done) {
      return;
    }
    if (unseen == null) {
      unseen = new HashSet<>(all.get());
    }
    unseen.remove(key);
    if (unseen.isEmpty()) {
      done = true;
      over.run();
    }
  }
}
