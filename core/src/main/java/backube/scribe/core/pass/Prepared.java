package backube.scribe.core.pass;

import backube.scribe.core.reason.Refusal;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.sync.Inputs;
import backube.scribe.core.sync.Shape;
import java.util.List;

/** What the checks before a run found. */
sealed interface Prepared {
  /**
   * A run can start.
   *
   * @param template the run's attempts, but for round and steps
   * @param warnings what users should know, whatever comes of the run
   * @param exchange what the peer has to know
   */
  record Ready(Shape shape, Attempt template, List<String> warnings, Exchange exchange)
      implements Prepared {}

  /** None can yet. */
  record Pending(Inputs.Pending cause, Exchange exchange) implements Prepared {}

  /** None can. */
  record Refused(Refusal refusal) implements Prepared {}
}
