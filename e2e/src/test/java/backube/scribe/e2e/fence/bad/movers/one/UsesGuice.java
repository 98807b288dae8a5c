package backube.scribe.e2e.fence.bad.movers.one;

import com.google.inject.Injector;

/** A plugin that brings a dependency injection of its own. */
final class UsesGuice {
  Injector injector;
}
