package backube.scribe.kubernetes.controller;

import backube.scribe.core.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether passes come to an end. One that does not blocks its resource until a restart. */
final class Progress {
  /** Longer than all retries of a request together while the API server is away. */
  private static final Duration MOST = Duration.ofMinutes(15);

  private final InstantSource clock;
  private final Map<ResourceKey, Instant> begun = new ConcurrentHashMap<>();

  Progress(InstantSource clock) {
    this.clock = clock;
  }

  void begins(ResourceKey key) {
    begun.put(key, clock.instant());
  }

  void ends(ResourceKey key) {
    begun.remove(key);
  }

  /** What is stuck; empty if nothing is. */
  Optional<String> stuck() {
    Instant oldest = clock.instant().minus(MOST);
    return begun.entrySet().stream()
        .filter(pass -> pass.getValue().isBefore(oldest))
        .findAny()
        .map(
            pass ->
                "a pass over %s began at %s and has not ended"
                    .formatted(pass.getKey(), pass.getValue()));
  }
}
