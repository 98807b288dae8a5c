package backube.scribe.core.metric;

import backube.scribe.api.mover.Report;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.sync.Due;
import backube.scribe.core.sync.Failure;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.sync.Wait;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a resource: what was recorded of it, and what is now.
 *
 * @param uid of the resource
 * @param mover that the resource chose
 * @param due what starts its syncs
 * @param report that counted with this step; empty if none did
 */
public record Recorded(
    ResourceKey key,
    String uid,
    String mover,
    Due due,
    State before,
    State after,
    Optional<Report> report,
    Instant now) {
  /** Whether a sync has ended well in this step. */
  boolean succeeded() {
    return ended() && after.run() != null && Boolean.TRUE.equals(after.run().succeeded());
  }

  /** Whether a sync has failed for good in this step. */
  boolean failed() {
    return ended() && after.run() != null && Boolean.FALSE.equals(after.run().succeeded());
  }

  private boolean ended() {
    return before.run() != null
        && before.run().phase() != Phase.CLEANING
        && after.run() != null
        && after.run().phase() == Phase.CLEANING;
  }

  /** Why a try failed in this step; empty if none did. */
  Optional<Failure> failure() {
    Run run = before.run();
    if (run == null || run.phase() == Phase.CLEANING) {
      return Optional.empty();
    }
    Failure now = failed() ? after.failure() : after.run() == null ? null : after.run().failure();
    return Optional.ofNullable(now).filter(failure -> !same(failure, run.failure()));
  }

  /** The facts that it is compared with may change while it stays the same failure. */
  private static boolean same(Failure one, @Nullable Failure other) {
    return other != null && one.at().equals(other.at()) && one.reason().equals(other.reason());
  }

  /** Whether a run has begun in this step. */
  boolean started() {
    return after.run() != null
        && (before.run() == null || before.run().number() != after.run().number());
  }

  /** Since when it has waited for its turn, before this step; null if it did not. */
  @Nullable Instant queuedBefore() {
    return queued(before);
  }

  /** Since when it waits for its turn; null if it does not. */
  @Nullable Instant queuedNow() {
    return queued(after);
  }

  private static @Nullable Instant queued(State state) {
    Wait wait = state.waitingFor();
    return wait != null && wait.reason().equals(Reasons.QUEUED) ? wait.since() : null;
  }

  /**
   * When a sync is late that should have begun after another one.
   *
   * @param last end of that other one
   * @return the slot after the one in which it should have begun; null without a schedule
   */
  @Nullable Instant deadline(@Nullable Instant last) {
    return last != null && due instanceof Due.Scheduled schedule
        ? schedule.next().apply(schedule.next().apply(last))
        : null;
  }
}
