package backube.scribe.core.sync;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes stored times that lie in the future for now. They come from a clock that was turned back;
 * what waits since or until then would else wait until the clock is there again. The times must be
 * recorded so: computed anew in each pass, they would stay now and no wait would ever end.
 */
final class Rewind {
  private Rewind() {}

  /** The same record with nothing that began later than now. */
  static State to(Instant now, State state) {
    return isAhead(state, now)
        ? state.with(
            change -> {
              change.run = to(now, state.run());
              change.anchor = to(now, state.anchor());
              change.failure = to(now, state.failure());
              change.waitingFor = to(now, state.waitingFor());
            })
        : state;
  }

  private static boolean isAhead(State state, Instant now) {
    return isAhead(state.anchor(), now)
        || isAhead(state.failure(), now)
        || (state.waitingFor() != null && isAhead(state.waitingFor().since(), now))
        || (state.run() != null && isAhead(state.run(), now));
  }

  private static boolean isAhead(Run run, Instant now) {
    return isAhead(run.since(), now) || isAhead(run.askedAt(), now) || isAhead(run.failure(), now);
  }

  private static boolean isAhead(@Nullable Failure failure, Instant now) {
    return failure != null && isAhead(failure.at(), now);
  }

  private static boolean isAhead(@Nullable Instant instant, Instant now) {
    return instant != null && instant.isAfter(now);
  }

  private static @Nullable Run to(Instant now, @Nullable Run run) {
    if (run == null || !isAhead(run, now)) {
      return run;
    }
    return run.with(
        change -> {
          change.retryAt = shifted(run.retryAt(), run.since(), now);
          change.since = isAhead(run.since(), now) ? now : run.since();
          change.askedAt = isAhead(run.askedAt(), now) ? now : run.askedAt();
          change.failure = to(now, run.failure());
        });
  }

  private static @Nullable Failure to(Instant now, @Nullable Failure failure) {
    return failure != null && isAhead(failure, now)
        ? new Failure(failure.reason(), failure.message(), now, failure.fingerprint())
        : failure;
  }

  private static @Nullable Wait to(Instant now, @Nullable Wait wait) {
    return wait != null && isAhead(wait.since(), now)
        ? new Wait(wait.reason(), wait.message(), now, shifted(wait.until(), wait.since(), now))
        : wait;
  }

  private static @Nullable Instant to(Instant now, @Nullable Instant instant) {
    return isAhead(instant, now) ? now : instant;
  }

  /** The end of a wait that is as long as before, but does not begin later than now. */
  private static @Nullable Instant shifted(@Nullable Instant end, Instant begin, Instant now) {
    return end == null || !isAhead(begin, now) ? end : now.plus(Duration.between(begin, end));
  }
}
