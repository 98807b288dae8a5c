package backube.scribe.local.process;

import backube.scribe.core.resource.ResourceKey;

/**
 * Told when something of a resource has ended or is gone (an attempt, a copy, a removal), so that
 * the resource is looked at again. Called from threads of the adapters, soon but at no guaranteed
 * time; must return quickly and may be called too often.
 */
@FunctionalInterface
public interface Endings {
  void ended(ResourceKey owner);
}
