package backube.scribe.e2e.fence.bad.core.run;

import backube.scribe.e2e.fence.bad.core.sync.UsesRun;

/** The other half. */
public final class UsesSync {
  UsesRun sync;
}
