package backube.scribe.movers.restic;

import backube.scribe.api.mover.Rule;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code spec.restic} of a ReplicationDestination: which snapshot is restored how. */
record DestinationSection(
    @Rule(required = true, minLength = 1)
        @JsonPropertyDescription(
            "Secret that holds RESTIC_REPOSITORY, RESTIC_PASSWORD and what the back end needs.")
        String repository,
    @Rule(minimum = 0)
        @JsonPropertyDescription(
            "How many snapshots to go back from the newest eligible one. Default: 0.")
        Optional<Integer> previous,
    @JsonPropertyDescription("Only snapshots taken at this time or before are eligible (RFC 3339).")
        Optional<Instant> restoreAsOf,
    @JsonPropertyDescription("Whether files that the snapshot lacks are deleted. Default: false.")
        Optional<Boolean> enableFileDeletion,
    @JsonPropertyDescription(
            "What happens if there is no repository or no eligible snapshot. Fail: the sync fails."
                + " Continue: it succeeds with a warning and restores nothing. Default: Fail; of"
                + " volsync.backube: Continue.")
        Optional<WhenEmpty> whenEmpty,
    @JsonPropertyDescription(
            "Whether a restore that ends with a warning has failed. Default: false.")
        Optional<Boolean> failOnWarning,
    @Rule(minLength = 1)
        @JsonPropertyDescription("Restores only what matches one of these patterns.")
        List<String> include,
    @Rule(minLength = 1)
        @JsonPropertyDescription(
            "Does not restore what matches one of these patterns; not together with include.")
        List<String> exclude,
    @Rule(minLength = 1)
        @JsonPropertyDescription(
            "Restores the content of this directory of the snapshot, relative to its root, instead"
                + " of all.")
        Optional<String> subPath,
    @Rule(maxLength = Host.LONGEST, pattern = Host.PATTERN, expected = Host.EXPECTED)
        @JsonPropertyDescription("Host name that the snapshots are filed under. Default: volsync.")
        Optional<String> hostname) {

  /** What becomes of a restore that finds nothing. */
  enum WhenEmpty {
    @JsonProperty("Fail")
    FAIL("Fail"),
    @JsonProperty("Continue")
    CONTINUE("Continue");

    private final String text;

    WhenEmpty(String text) {
      this.text = text;
    }

    /** As sections and the container write it. */
    String text() {
      return text;
    }
  }
}
