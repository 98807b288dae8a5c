package backube.scribe.kubernetes.run;

import backube.scribe.core.world.EffectFailed;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the node where a volume is in use that only one node can mount. */
final class Places {
  private static final String HOST_NAME = "kubernetes.io/hostname";

  private final Function<String, Optional<Node>> nodes;

  /**
   * @param nodes looks up a node by its name
   */
  Places(Function<String, Optional<Node>> nodes) {
    this.nodes = nodes;
  }

  /**
   * Where the first of these volumes is in use that is in use anywhere: a pod has one node only.
   */
  Site.Place of(List<PersistentVolumeClaim> mounted, VolumeUsers users) {
    return mounted.stream()
        .filter(claim -> !shared(claim))
        .flatMap(claim -> users.of(claim).stream())
        // One that has no node yet tells nothing: it does not use the volume.
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .findFirst()
        .map(pod -> new Site.Place(selector(pod), pod.getSpec().getTolerations()))
        .orElse(Site.Place.ANYWHERE);
  }

  private static boolean shared(PersistentVolumeClaim claim) {
    List<String> modes = Sites.modes(claim);
    return modes.contains("ReadWriteMany") || modes.contains("ReadOnlyMany");
  }

  private Map<String, String> selector(Pod pod) {
    String name = pod.getSpec().getNodeName();
    String host =
        nodes
            .apply(name)
            .map(node -> node.getMetadata().getLabels())
            .map(labels -> labels.get(HOST_NAME))
            .orElseThrow(
                () ->
                    new EffectFailed(
                        "unable to find %s label from node %s for nodeSelector"
                            .formatted(HOST_NAME, name)));
    return Map.of(HOST_NAME, host);
  }
}
