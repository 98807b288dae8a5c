package backube.scribe.core.metric;

import backube.scribe.core.resource.ResourceKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts in memory, one series per resource, for as long as the resource is there. */
public final class SyncMetrics implements Metrics {
  private final Map<ResourceKey, Series> all = new ConcurrentHashMap<>();

  @Override
  public void recorded(Recorded step) {
    all.compute(step.key(), (key, known) -> known(known, step).after(step));
  }

  /** One that was made anew, or has changed its mover, starts at nothing. */
  private static Series known(@Nullable Series known, Recorded step) {
    return known != null && known.uid().equals(step.uid()) && known.mover().equals(step.mover())
        ? known
        : Series.empty(step.uid(), step.mover());
  }

  @Override
  public void gone(ResourceKey key) {
    all.remove(key);
  }

  /** What is counted now, in a stable order. */
  public Map<ResourceKey, Series> series() {
    return new TreeMap<>(all);
  }
}
