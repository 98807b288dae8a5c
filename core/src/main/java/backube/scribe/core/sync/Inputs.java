package backube.scribe.core.sync;

import backube.scribe.core.reason.Refusal;

/** What the checks before a run found. */
public sealed interface Inputs {
  /** A run can start with this plan. */
  record Ready(Shape shape) implements Inputs {}

  /** No run can start as things are. */
  record Refused(Refusal refusal) implements Inputs {}
}
