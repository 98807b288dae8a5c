package backube.scribe.movers.restic;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Optional;

/** A snapshot that a source has taken. */
record SnapshotStatus(
    @JsonPropertyDescription("Id of the snapshot.") Optional<String> id,
    @JsonPropertyDescription("When it was taken.") Optional<Instant> time,
    @JsonPropertyDescription("Id of the snapshot it was compared with.") Optional<String> parent,
    @JsonPropertyDescription("Files that the parent lacks.") Optional<Long> filesNew,
    @JsonPropertyDescription("Files that differ from the parent's.") Optional<Long> filesChanged,
    @JsonPropertyDescription("Files that were not read again.") Optional<Long> filesUnmodified,
    @JsonPropertyDescription("Files that could not be read.") Optional<Long> filesUnreadable,
    @JsonPropertyDescription("Size of all files.") Optional<Long> bytesTotal,
    @JsonPropertyDescription("What the repository grew by.") Optional<Long> bytesAdded) {}
