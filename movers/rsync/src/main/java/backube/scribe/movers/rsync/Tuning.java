package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Plan;
import java.util.Optional;

/** How a source sends. */
record Tuning(
    Optional<Integer> parallelism,
    Optional<Compression> compression,
    Optional<String> bandwidthLimit,
    Optional<Boolean> verify,
    Optional<WhenEmpty> whenEmpty) {
  void set(Plan.Builder plan) {
    plan.env("WHEN_EMPTY", whenEmpty.orElse(WhenEmpty.FAIL).text());
    parallelism.ifPresent(streams -> plan.env("PARALLELISM", Integer.toString(streams)));
    compression.ifPresent(how -> plan.env("COMPRESSION", how.text()));
    bandwidthLimit.ifPresent(limit -> plan.env("BANDWIDTH_LIMIT", kibibytes(limit)));
    verify.filter(wanted -> wanted).ifPresent(wanted -> plan.env("VERIFY", "1"));
  }

  /** The container counts in KiB, with nine digits: more than any line has. */
  private static String kibibytes(String limit) {
    int last = limit.length() - 1;
    long number = Long.parseLong(limit.substring(0, last));
    int shift =
        switch (limit.charAt(last)) {
          case 'G' -> 20;
          case 'M' -> 10;
          default -> 0;
        };
    return Long.toString(Math.min(number << shift, 999_999_999));
  }
}
