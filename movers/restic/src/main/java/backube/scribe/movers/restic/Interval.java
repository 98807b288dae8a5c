package backube.scribe.movers.restic;

import java.time.Duration;
import java.time.Instant;

/** Something that is done every so many days. */
record Interval(int days) {
  /** A time so far ahead is none: the clock that made it, or the one that reads it, is wrong. */
  private static final Duration LEAD = Duration.ofDays(1);

  /**
   * Whether it is due in a run that starts at {@code start} if it was last done at {@code last}.
   */
  boolean due(Instant last, Instant start) {
    return !start.isBefore(last.plus(Duration.ofDays(days))) || last.isAfter(start.plus(LEAD));
  }
}
