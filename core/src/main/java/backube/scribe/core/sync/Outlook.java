package backube.scribe.core.sync;

import backube.scribe.core.reason.Reasons;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sync is due, and if not, what for and until when an idle resource waits.
 *
 * @param nextSlot of the schedule; null without one
 * @param lookAgain when time alone makes it due; null if it never does
 */
record Outlook(
    boolean due,
    String reason,
    String message,
    @Nullable Instant nextSlot,
    @Nullable Instant lookAgain) {
  private static final String FOR_SCHEDULE = "Waiting for next scheduled synchronization";
  private static final String FOR_MANUAL = "Waiting for manual trigger";

  static Outlook of(Facts facts, State state, Instant now, Patience patience) {
    boolean requested =
        facts.request().filter(token -> !token.equals(state.requestAck())).isPresent();
    Due due = facts.due();
    if (due instanceof Due.Scheduled schedule) {
      return scheduled(schedule, state, requested, now);
    }
    boolean wanted =
        requested
            || due instanceof Due.Continuous
            || (due instanceof Due.Manual manual && !manual.token().equals(state.ack()));
    if (!wanted) {
      return new Outlook(false, Reasons.WAITING_FOR_MANUAL, FOR_MANUAL, null, null);
    }
    Failure failure = state.failure();
    if (failure == null || requested || !failure.fingerprint().equals(facts.fingerprint())) {
      return now();
    }
    Instant again = failure.at().plus(patience.again(state.losses()));
    return now.isBefore(again)
        ? new Outlook(
            false,
            failure.reason(),
            failure.message()
                + "; tried again at "
                + seconds(again)
                + ", or when something it uses changes",
            null,
            again)
        : now();
  }

  private static Outlook scheduled(
      Due.Scheduled schedule, State state, boolean requested, Instant now) {
    if (state.anchor() == null) {
      return now();
    }
    Instant slot = schedule.next().apply(state.anchor());
    boolean due = requested || !now.isBefore(slot);
    Failure failure = state.failure();
    if (failure != null) {
      return new Outlook(
          due, failure.reason(), failure.message() + "; tried again at " + slot, slot, slot);
    }
    return new Outlook(due, Reasons.WAITING_FOR_SCHEDULE, FOR_SCHEDULE, slot, slot);
  }

  /** Nobody reads a fraction of a second. */
  static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Outlook now() {
    return new Outlook(true, "", "", null, null);
  }
}
