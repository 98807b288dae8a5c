package backube.scribe.core.sync;

import backube.scribe.core.reason.Refusal;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What starts syncs, decoded from {@code spec.trigger}. */
public sealed interface Due {
  /** Each sync follows the last one. */
  record Continuous() implements Due {}

  /**
   * A sync whenever the token differs from the last one acknowledged.
   *
   * @param token not empty
   */
  record Manual(String token) implements Due {}

  /**
   * Slots of a schedule.
   *
   * @param next the first slot strictly after an instant
   */
  record Scheduled(UnaryOperator<Instant> next) implements Due {}

  /** The trigger, or all of the spec, can't be used; no sync starts. */
  record Invalid(Refusal refusal) implements Due {}
}
