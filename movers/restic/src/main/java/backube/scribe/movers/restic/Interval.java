package backube.scribe.movers.restic;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that is done every so many days, counted from the start of the run that did it last to
 * the start of the next: how long it took, and what came before it, moves nothing.
 */
record Interval(int days) {
  /**
   * By so much runs of one daily schedule may be closer than a day: the hour that summer time
   * takes, and half an hour that one waited for its turn and the next one did not.
   */
  private static final Duration SLACK = Duration.ofMinutes(90);

  /** A time so far ahead is none: the clock that made it, or the one that reads it, is wrong. */
  private static final Duration LEAD = Duration.ofDays(1);

  /** Whether a run that starts at {@code start} has to do it; 0 days: every run has. */
  boolean due(Instant last, Instant start) {
    return days == 0
        || !start.isBefore(last.plus(Duration.ofDays(days)).minus(SLACK))
        || last.isAfter(start.plus(LEAD));
  }
}
