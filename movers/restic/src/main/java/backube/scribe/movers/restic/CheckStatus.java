package backube.scribe.movers.restic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Optional;

/** The last check of a repository that came to a result. */
record CheckStatus(
    @JsonPropertyDescription("Start of the run that made it.") Optional<Instant> lastTime,
    @JsonPropertyDescription("Passed or Failed.") Optional<Result> result,
    @JsonPropertyDescription("Part of the data that was read, such as 3/10; absent: none.")
        Optional<String> subset,
    @JsonPropertyDescription("Number of the part that the next check reads.")
        Optional<Integer> nextPart,
    @JsonPropertyDescription("How many errors were found.") Optional<Long> errors) {

  /** What it found. */
  enum Result {
    @JsonProperty("Passed")
    PASSED,
    @JsonProperty("Failed")
    FAILED
  }

  boolean failed() {
    return result.equals(Optional.of(Result.FAILED));
  }
}
