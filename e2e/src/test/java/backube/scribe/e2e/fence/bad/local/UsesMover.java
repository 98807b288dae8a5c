package backube.scribe.e2e.fence.bad.local;

import backube.scribe.e2e.fence.bad.movers.one.UsesOther;

/** An engine that knows a mover. */
final class UsesMover {
  UsesOther mover;
}
