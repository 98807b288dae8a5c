package backube.scribe.kubernetes.volume;

import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Snapshots that somebody wants to keep, which he says by a label. They are never removed but let
 * go: what made them ours is taken from them, so they outlive their resource.
 */
final class KeptSnapshots {
  /** Label with whatever value. */
  static final String LABEL = "do-not-delete";

  private static final String ANCHOR = "Namespace";

  private final Dialect dialect;
  private final Stamp stamp;

  KeptSnapshots(Dialect dialect) {
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
  }

  /** Whether somebody wants to keep it. */
  boolean wanted(HasMetadata object) {
    return object instanceof VolumeSnapshot
        && object.getMetadata().getLabels() != null
        && object.getMetadata().getLabels().containsKey(dialect.key(LABEL));
  }

  /** Whether a resource has published it, so that nobody waits for it any more. */
  static boolean published(Replication owner, VolumeSnapshot snapshot) {
    return owner.status().latestImage() != null
        && snapshot.getMetadata().getName().equals(owner.status().latestImage().getName());
  }

  /**
   * Anchors a snapshot to its namespace, so that the garbage collector does not take it with its
   * resource: it may be one that somebody keeps.
   */
  static void anchor(VolumeSnapshot snapshot, Namespace namespace) {
    List<OwnerReference> owners = new ArrayList<>(snapshot.getMetadata().getOwnerReferences());
    owners.add(
        new OwnerReferenceBuilder()
            .withApiVersion("v1")
            .withKind(ANCHOR)
            .withName(namespace.getMetadata().getName())
            .withUid(namespace.getMetadata().getUid())
            .build());
    snapshot.getMetadata().setOwnerReferences(owners);
  }

  /** Whether it belongs to somebody else, too. */
  static boolean shared(ObjectMeta meta) {
    return meta.getOwnerReferences().stream().anyMatch(owner -> !owner.getKind().equals(ANCHOR));
  }

  /**
   * Lets it go, unless it has changed meanwhile: then the next pass does.
   *
   * @param owner uid of its resource
   */
  boolean letGo(KubernetesClient client, String owner, HasMetadata snapshot) {
    try {
      client
          .resource(snapshot)
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch(owner, snapshot.getMetadata()));
      return true;
    } catch (KubernetesClientException e) {
      if (!Refused.asOutdated(e)) {
        throw e;
      }
      return false;
    }
  }

  /** Takes the labels that make it ours, the reference to its owner, and the anchor. */
  String patch(String owner, ObjectMeta meta) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode changed = patch.putObject("metadata");
    changed.put("resourceVersion", meta.getResourceVersion());
    ObjectNode labels = changed.putObject("labels");
    meta.getLabels().keySet().stream().filter(stamp::marks).sorted().forEach(labels::putNull);
    ArrayNode owners = changed.putArray("ownerReferences");
    for (OwnerReference reference : meta.getOwnerReferences()) {
      if (!reference.getUid().equals(owner) && !reference.getKind().equals(ANCHOR)) {
        owners.add(Json.strict().<JsonNode>valueToTree(reference));
      }
    }
    return patch.toString();
  }
}
