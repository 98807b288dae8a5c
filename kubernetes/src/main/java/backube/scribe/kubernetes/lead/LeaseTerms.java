package backube.scribe.kubernetes.lead;

import java.time.Duration;

/**
 * What controllers agree by.
 *
 * @param namespace of the lease
 * @param name of the lease
 * @param holder name of this process
 * @param duration for how long nobody else takes a lease that is not renewed
 * @param deadline for how long its holder tries to renew it before it gives up; shorter
 * @param retry how often it is renewed, and how often others look; shorter still
 */
public record LeaseTerms(
    String namespace,
    String name,
    String holder,
    Duration duration,
    Duration deadline,
    Duration retry) {
  public LeaseTerms {
    if (duration.compareTo(deadline) <= 0 || deadline.compareTo(retry.multipliedBy(2)) <= 0) {
      throw new IllegalArgumentException(
          ("a lease of %s with a renew deadline of %s and a retry period of %s can't be held: the"
                  + " lease must be longer than the deadline, and that longer than two periods")
              .formatted(duration, deadline, retry));
    }
  }

  /** Longest time that a request for the lease may take: it must fail before the lease is over. */
  Duration request() {
    Duration spare = duration.minus(deadline);
    return spare.compareTo(retry) < 0 ? spare : retry;
  }
}
