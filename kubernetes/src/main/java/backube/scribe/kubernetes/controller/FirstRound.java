package backube.scribe.kubernetes.controller;

import backube.scribe.core.resource.ResourceKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Tells when every resource that was there at the start has been looked at once. */
final class FirstRound {
  private final Runnable over;
  private final Set<ResourceKey> unseen = new HashSet<>();
  private final Set<ResourceKey> early = new HashSet<>();
  private boolean begun;
  private boolean done;

  FirstRound(Runnable over) {
    this.over = over;
  }

  /** These were there; some may have been looked at already. */
  synchronized void begin(Collection<ResourceKey> keys) {
    unseen.addAll(keys);
    unseen.removeAll(early);
    early.clear();
    begun = true;
    check();
  }

  /** This one was looked at, or is gone. */
  synchronized void seen(ResourceKey key) {
    if (done) {
      return;
    }
    if (begun) {
      unseen.remove(key);
      check();
    } else {
      early.add(key);
    }
  }

  private void check() {
    if (!done && unseen.isEmpty()) {
      done = true;
      over.run();
    }
  }
}
