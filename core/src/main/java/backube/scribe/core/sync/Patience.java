package backube.scribe.core.sync;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.reason.Reasons;
import java.time.Duration;
import java.util.Set;

/**
 * How long things may take and how often they are tried.
 *
 * @param tries attempts of a run that may fail before the run has failed; at least 1
 * @param firstDelay before the second try; doubles from try to try
 * @param longestDelay limit of the doubling
 * @param again when a failed manual or one-off sync is tried again with nothing changed
 * @param settle how long an object that was asked for may stay unseen before it is asked for anew
 * @param ready how long a copy, a volume or an image may take to become usable
 * @param recheck how often a cause that can't be watched is looked at
 */
public record Patience(
    int tries,
    Duration firstDelay,
    Duration longestDelay,
    Duration again,
    Duration settle,
    Duration ready,
    Duration recheck) {
  /** Failures that another try can't heal: the run has failed at once. */
  private static final Set<String> FINAL =
      Set.of(
          FailureClass.WRONG_CREDENTIALS.reason(),
          FailureClass.NO_REPOSITORY.reason(),
          FailureClass.NO_SNAPSHOT.reason(),
          FailureClass.DAMAGED.reason(),
          FailureClass.MISCONFIGURED.reason());

  /** Failures of what was removed under a run's feet: nothing is wrong with the next one. */
  private static final Set<String> LOST =
      Set.of(Reasons.COPY_LOST, Reasons.VOLUME_LOST, Reasons.PLAN_LOST);

  /** What suits an operator. */
  public static final Patience DEFAULT =
      new Patience(
          8,
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofSeconds(20),
          Duration.ofHours(2),
          Duration.ofSeconds(60));

  /** The same with another delay before the second try. */
  public Patience startingWith(Duration delay) {
    return new Patience(tries, delay, longestDelay, again, settle, ready, recheck);
  }

  /** Whether a run with that many failures, the last of this reason, has failed. */
  boolean spent(int failures, String reason) {
    return failures >= tries || FINAL.contains(reason);
  }

  /** Whether a run that failed for this reason lost what it had made. */
  static boolean lost(String reason) {
    return LOST.contains(reason);
  }

  /**
   * When a manual or one-off sync that failed is tried again.
   *
   * @param losses how many runs in a row lost what they had made; 0 if this one failed otherwise
   */
  Duration again(int losses) {
    return losses == 0 ? again : delay(losses, 0);
  }

  /**
   * Delay before the next try, between three and five quarters of its nominal length.
   *
   * @param failures at least 1
   * @param salt spreads resources that failed together; equal salt, equal delay
   */
  Duration delay(int failures, int salt) {
    int doublings = Math.min(failures - 1, 20);
    Duration nominal = firstDelay.multipliedBy(1L << doublings);
    if (nominal.compareTo(longestDelay) > 0) {
      nominal = longestDelay;
    }
    long permille = 750L + Math.floorMod(salt * 31 + failures * 17, 500);
    return nominal.multipliedBy(permille).dividedBy(1000);
  }
}
