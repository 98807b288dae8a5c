package backube.scribe.local.wiring;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.process.Endings;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins those who learn that something happened to a resource with the controller, which is made
 * after them: what is told before it is there is kept for it.
 */
final class WakeUps implements Endings {
  private final Set<ResourceKey> kept = new LinkedHashSet<>();
  private @Nullable Consumer<ResourceKey> controller;

  synchronized void to(Consumer<ResourceKey> wake) {
    controller = wake;
    kept.forEach(wake);
    kept.clear();
  }

  @Override
  public synchronized void ended(ResourceKey owner) {
    if (controller == null) {
      kept.add(owner);
    } else {
      controller.accept(owner);
    }
  }
}
