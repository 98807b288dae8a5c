package backube.scribe.movers.restic;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Optional;

/** {@code status.restic} of a ReplicationDestination. */
record DestinationStatus(
    @JsonPropertyDescription("The last restore; absent if the last one found nothing.")
        Optional<Restored> lastRestored) {

  /** What was restored. */
  record Restored(
      @JsonPropertyDescription("Id of the snapshot.") Optional<String> snapshot,
      @JsonPropertyDescription("When the snapshot was taken.") Optional<Instant> snapshotTime,
      @JsonPropertyDescription("When it was restored.") Optional<Instant> time,
      @JsonPropertyDescription("Files that were written.") Optional<Long> filesRestored,
      @JsonPropertyDescription("Bytes that were written.") Optional<Long> bytesRestored) {}
}
