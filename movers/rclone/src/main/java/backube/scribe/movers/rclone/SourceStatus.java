package backube.scribe.movers.rclone;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Optional;

/** {@code status.rclone} of a ReplicationSource. */
record SourceStatus(
    @JsonPropertyDescription("The last copy to the remote.") Optional<Copied> lastCopied) {

  /** What was copied. */
  record Copied(
      @JsonPropertyDescription("When it was done.") Optional<Instant> time,
      @JsonPropertyDescription(
              "Which generation of the data is on the remote now; absent if nothing was copied.")
          Optional<String> generation,
      @JsonPropertyDescription("Files of the volume.") Optional<Long> filesTotal,
      @JsonPropertyDescription("Their bytes.") Optional<Long> bytesTotal,
      @JsonPropertyDescription("Files that were copied.") Optional<Long> filesTransferred,
      @JsonPropertyDescription("Their bytes.") Optional<Long> bytesTransferred,
      @JsonPropertyDescription("Files that were deleted on the remote.")
          Optional<Long> filesDeleted,
      @JsonPropertyDescription("Files and folders that could not be read.")
          Optional<Long> failedCount) {}
}
