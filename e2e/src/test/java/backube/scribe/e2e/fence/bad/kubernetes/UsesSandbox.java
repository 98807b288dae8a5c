package backube.scribe.e2e.fence.bad.kubernetes;

import backube.scribe.e2e.fence.bad.local.Sandbox;

/** An adapter to the cluster that knows the embedded engine. */
final class UsesSandbox {
  Sandbox sandbox;
}
