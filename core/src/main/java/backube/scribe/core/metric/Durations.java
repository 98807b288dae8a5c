package backube.scribe.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long syncs took: all of them by number and sum, the newest by quantiles.
 *
 * @param count of all
 * @param sum of all, in seconds
 * @param newest in the order in which they ended; bounded
 */
public record Durations(long count, double sum, List<Sample> newest) {
  static final Durations NONE = new Durations(0, 0, List.of());

  private static final int MOST = 128;
  private static final Duration WINDOW = Duration.ofHours(24);

  /** One sync. */
  public record Sample(Instant at, double seconds) {}

  Durations with(Instant at, Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    List<Sample> samples = new ArrayList<>(newest);
    samples.removeIf(sample -> old(sample, at));
    samples.add(new Sample(at, seconds));
    int drop = Math.max(0, samples.size() - MOST);
    return new Durations(
        count + 1, sum + seconds, List.copyOf(samples.subList(drop, samples.size())));
  }

  private static boolean old(Sample sample, Instant now) {
    return sample.at().isBefore(now.minus(WINDOW));
  }

  /** The duration that this share of the last day's syncs did not exceed; empty without a sync. */
  public OptionalDouble quantile(double share, Instant now) {
    double[] seconds =
        newest.stream()
            .filter(sample -> !old(sample, now))
            .mapToDouble(Sample::seconds)
            .sorted()
            .toArray();
    if (seconds.length == 0) {
      return OptionalDouble.empty();
    }
    int rank = (int) Math.ceil(share * seconds.length);
    return OptionalDouble.of(seconds[Math.max(0, rank - 1)]);
  }
}
