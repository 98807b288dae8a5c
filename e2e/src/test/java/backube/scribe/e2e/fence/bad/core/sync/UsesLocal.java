package backube.scribe.e2e.fence.bad.core.sync;

import backube.scribe.e2e.fence.bad.local.Sandbox;

/** A controller that knows the engine it runs on. */
final class UsesLocal {
  Sandbox sandbox;
}
