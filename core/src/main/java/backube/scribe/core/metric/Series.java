package backube.scribe.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one resource.
 *
 * @param uid of the resource
 * @param mover that it uses
 * @param missed syncs that ended after the slot in which the next one should have begun
 * @param deadline from when on its data counts as out of date; null if there is no such time
 * @param lastSuccess end of the last sync that ended well; null if none did
 * @param succeeded syncs that ended well
 * @param failed syncs that failed
 * @param failures tries that failed, by reason
 * @param durations of the syncs that ended well
 * @param figures of the last run
 * @param queuedSince since when it waits for its turn; null if it does not
 * @param queueWait how long the last run waited for its turn; null if none was seen
 */
public record Series(
    String uid,
    String mover,
    long missed,
    @Nullable Instant deadline,
    @Nullable Instant lastSuccess,
    long succeeded,
    long failed,
    Map<String, Long> failures,
    Durations durations,
    Figures figures,
    @Nullable Instant queuedSince,
    @Nullable Duration queueWait) {
  public Series {
    failures = Map.copyOf(failures);
  }

  static Series empty(String uid, String mover) {
    return new Series(
        uid, mover, 0, null, null, 0, 0, Map.of(), Durations.NONE, Figures.NONE, null, null);
  }

  /** Whether the data is not known to be as new as it should be. */
  public boolean outOfSync(Instant now) {
    return lastSuccess == null || (deadline != null && now.isAfter(deadline));
  }

  /** How long the run that waits for its turn, or else the last one, has waited. */
  public Optional<Duration> queueWait(Instant now) {
    return queuedSince == null
        ? Optional.ofNullable(queueWait)
        : Optional.of(between(queuedSince, now));
  }

  /** What is counted after a step. */
  Series after(Recorded step) {
    Instant late = step.deadline(step.before().lastSync());
    boolean missedOne = step.succeeded() && late != null && late.isBefore(step.now());
    return new Series(
        uid,
        mover,
        missed + (missedOne ? 1 : 0),
        step.deadline(step.after().lastSync()),
        step.after().lastSync(),
        succeeded + (step.succeeded() ? 1 : 0),
        failed + (step.failed() ? 1 : 0),
        step.failure().map(failure -> plusOne(failure.reason())).orElse(failures),
        step.succeeded() && step.after().lastDuration() != null
            ? durations.with(step.now(), step.after().lastDuration())
            : durations,
        figures.after(step),
        step.queuedNow(),
        waited(step));
  }

  private Map<String, Long> plusOne(String reason) {
    Map<String, Long> more = new HashMap<>(failures);
    more.merge(reason, 1L, Long::sum);
    return more;
  }

  private @Nullable Duration waited(Recorded step) {
    Instant since = step.queuedBefore();
    if (since != null && step.queuedNow() == null && step.after().run() != null) {
      return between(since, step.now());
    }
    return step.started() ? Duration.ZERO : queueWait;
  }

  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
