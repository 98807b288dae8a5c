package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the mover's pod is run; part of every section whose side declares it. */
public record PodOptions(
    @JsonPropertyDescription(
            "Security context of the mover's pod, as spec.securityContext of a Pod.")
        Optional<PodSecurityContext> moverSecurityContext,
    @JsonPropertyDescription("Existing ServiceAccount to run the mover as.")
        Optional<String> moverServiceAccount,
    @JsonPropertyDescription("Labels added to the mover's pod.") Map<String, String> moverPodLabels,
    @JsonPropertyDescription(
            "Resources of the mover's container, as spec.containers.resources of a Pod.")
        Optional<ResourceRequirements> moverResources,
    @JsonPropertyDescription("Affinity of the mover's pod, as spec.affinity of a Pod.")
        Optional<Affinity> moverAffinity,
    @JsonPropertyDescription("More volumes for the mover, mounted under /mnt.")
        List<MoverVolume> moverVolumes) {}
