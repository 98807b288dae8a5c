package backube.scribe.e2e.fence.bad.core.sync;

import backube.scribe.e2e.fence.bad.core.run.UsesSync;

/** Half of a cycle. */
public final class UsesRun {
  UsesSync run;
}
