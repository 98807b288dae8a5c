package backube.scribe.core.sync;

import backube.scribe.core.reason.Refusal;
import java.util.List;

/** What the checks before a run found. */
public sealed interface Inputs {
  /**
   * A run can start with this plan.
   *
   * @param warnings what users should know, whatever comes of the run
   */
  record Ready(Shape shape, List<String> warnings) implements Inputs {
    public Ready {
      warnings = List.copyOf(warnings);
    }

    /** Without a warning. */
    public Ready(Shape shape) {
      this(shape, List.of());
    }
  }

  /**
   * No run can start yet.
   *
   * @param reason a constant of {@link backube.scribe.core.reason.Reasons}
   * @param message what is waited for
   * @param advice what to look at if it takes long; empty if there is nothing to do
   */
  record Pending(String reason, String message, String advice) implements Inputs {}

  /** No run can start as things are. */
  record Refused(Refusal refusal) implements Inputs {}
}
