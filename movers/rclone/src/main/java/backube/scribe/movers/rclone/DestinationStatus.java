package backube.scribe.movers.rclone;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Optional;

/** {@code status.rclone} of a ReplicationDestination. */
record DestinationStatus(
    @JsonPropertyDescription("The last copy from the remote; absent if the last one found nothing.")
        Optional<Restored> lastRestored) {

  /** What was copied. */
  record Restored(
      @JsonPropertyDescription("When it was done.") Optional<Instant> time,
      @JsonPropertyDescription(
              "Which generation of the source's data it is; absent for remotes of others.")
          Optional<String> generation,
      @JsonPropertyDescription("Files that were copied.") Optional<Long> filesTransferred,
      @JsonPropertyDescription("Their bytes.") Optional<Long> bytesTransferred,
      @JsonPropertyDescription("Files that were deleted in the volume.")
          Optional<Long> filesDeleted) {}
}
