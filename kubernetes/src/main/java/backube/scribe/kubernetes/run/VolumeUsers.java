package backube.scribe.kubernetes.run;

import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** The pods of a namespace that are not ours, by the volumes that they mount. */
record VolumeUsers(List<Pod> pods) {
  static final VolumeUsers NONE = new VolumeUsers(List.of());

  /** Those of a claim that run, or are about to; those that run first. */
  List<Pod> of(PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    return pods.stream()
        .filter(pod -> !Stamp.byAnyDialect(pod.getMetadata()))
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> phase(pod).equals("Running") || phase(pod).equals("Pending"))
        .filter(pod -> mounts(pod, name))
        .sorted((a, b) -> phase(b).compareTo(phase(a))) // "Running" after "Pending"
        .toList();
  }

  private static String phase(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getPhase() == null
        ? ""
        : pod.getStatus().getPhase();
  }

  /** By name, or as a volume that was made for this pod alone. */
  private static boolean mounts(Pod pod, String claim) {
    return pod.getSpec().getVolumes().stream()
        .anyMatch(
            volume ->
                (volume.getPersistentVolumeClaim() != null
                        && volume.getPersistentVolumeClaim().getClaimName().equals(claim))
                    || (volume.getEphemeral() != null
                        && claim.equals(pod.getMetadata().getName() + "-" + volume.getName())));
  }
}
