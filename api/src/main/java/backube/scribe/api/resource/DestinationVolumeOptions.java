package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/** Where a destination writes and how the result is kept. */
public record DestinationVolumeOptions(
    @JsonPropertyDescription("How the result is kept: Direct or Snapshot.")
        Optional<CopyMethod> copyMethod,
    @JsonPropertyDescription("Size of the volume; required unless destinationPVC is set.")
        Optional<Quantity> capacity,
    @JsonPropertyDescription("Storage class of the volume. Absent: the cluster's default.")
        Optional<String> storageClassName,
    @JsonPropertyDescription("Access modes; required unless destinationPVC is set.")
        List<String> accessModes,
    @JsonPropertyDescription("Snapshot class, for Snapshot. Absent: the cluster's default.")
        Optional<String> volumeSnapshotClassName,
    @JsonProperty("destinationPVC")
        @JsonPropertyDescription("An existing PersistentVolumeClaim to write into.")
        Optional<String> destinationPvc,
    @JsonProperty("cleanupTempPVC")
        @JsonPropertyDescription("Delete the dynamic volume after every successful sync.")
        Optional<Boolean> cleanupTempPvc) {}
