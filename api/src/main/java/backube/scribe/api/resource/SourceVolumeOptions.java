package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/** How the point-in-time copy of a source is made; part of every source section with a volume. */
public record SourceVolumeOptions(
    @JsonPropertyDescription("How the point-in-time copy is made: Direct, Clone or Snapshot.")
        Optional<CopyMethod> copyMethod,
    @JsonPropertyDescription("Size of the copy. Absent: that of the source.")
        Optional<Quantity> capacity,
    @JsonPropertyDescription("Storage class of the copy. Absent: that of the source.")
        Optional<String> storageClassName,
    @JsonPropertyDescription("Access modes of the copy. Absent: those of the source.")
        List<String> accessModes,
    @JsonPropertyDescription("Snapshot class, for Snapshot. Absent: the cluster's default.")
        Optional<String> volumeSnapshotClassName) {}
