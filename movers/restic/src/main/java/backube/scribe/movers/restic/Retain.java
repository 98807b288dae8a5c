package backube.scribe.movers.restic;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Optional;

/**
 * Which snapshots are kept: all that any rule keeps. A rule of 0 keeps nothing, as if it were
 * absent.
 */
record Retain(
    @JsonPropertyDescription(
            "Keep the last so many snapshots: a number, digits in quotes, or unlimited.")
        Optional<IntOrString> last,
    @Rule(minimum = 0)
        @JsonPropertyDescription("Keep the newest of each of the last so many hours with one.")
        Optional<Integer> hourly,
    @Rule(minimum = 0)
        @JsonPropertyDescription("Keep the newest of each of the last so many days with one.")
        Optional<Integer> daily,
    @Rule(minimum = 0)
        @JsonPropertyDescription("Keep the newest of each of the last so many weeks with one.")
        Optional<Integer> weekly,
    @Rule(minimum = 0)
        @JsonPropertyDescription("Keep the newest of each of the last so many months with one.")
        Optional<Integer> monthly,
    @Rule(minimum = 0)
        @JsonPropertyDescription("Keep the newest of each of the last so many years with one.")
        Optional<Integer> yearly,
    @Rule(maxLength = Within.LONGEST, pattern = Within.PATTERN, expected = Within.EXPECTED)
        @JsonPropertyDescription(
            "Keep all that are younger than this before the newest one: numbers with y, m"
                + " (months), w, d and h, such as 3w15h.")
        Optional<String> within) {

  /** No rule at all. */
  static final Retain NONE =
      new Retain(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
