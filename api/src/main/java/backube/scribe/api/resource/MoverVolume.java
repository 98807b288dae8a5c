package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import java.util.Optional;

/** One more volume for the mover. */
public record MoverVolume(
    @JsonPropertyDescription("Where it is mounted, below /mnt.") String mountPath,
    @JsonPropertyDescription("What is mounted; exactly one of its fields is set.")
        Source volumeSource) {
  /** What a {@link MoverVolume} mounts. */
  public record Source(
      @JsonPropertyDescription("A Secret, as spec.volumes.secret of a Pod.")
          Optional<SecretVolumeSource> secret,
      @JsonPropertyDescription("A claim, as spec.volumes.persistentVolumeClaim of a Pod.")
          Optional<PersistentVolumeClaimVolumeSource> persistentVolumeClaim,
      @JsonPropertyDescription("An NFS export, as spec.volumes.nfs of a Pod.")
          Optional<NFSVolumeSource> nfs) {}
}
