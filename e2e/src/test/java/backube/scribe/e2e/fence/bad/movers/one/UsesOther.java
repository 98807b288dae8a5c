package backube.scribe.e2e.fence.bad.movers.one;

import backube.scribe.e2e.fence.bad.movers.two.Other;

/** A mover that knows another one. */
public final class UsesOther {
  Other other;
}
