package backube.scribe.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The objects of one namespace by their kind, as kubectl would show and change them: {@code Pod},
 * or with a group {@code ReplicationSource.volsync.backube}.
 */
record NamespaceObjects(KubernetesClient client, String namespace) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** API groups of the kinds that are not in the core group. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "ReplicationSource", "scribe.backube",
          "ReplicationDestination", "scribe.backube",
          "Job", "batch",
          "VolumeSnapshot", "snapshot.storage.k8s.io",
          "Event", "events.k8s.io");

  /** Creates or changes objects by server-side apply, so that lines that went are taken back. */
  void apply(String manifests) {
    for (String document : manifests.split("(?m)^---$", -1)) {
      if (!document.isBlank()) {
        GenericKubernetesResource object = parsed(document);
        of(kind(object))
            .resource(object)
            .fieldManager("scribe-e2e")
            .forceConflicts()
            .serverSideApply();
      }
    }
  }

  private static GenericKubernetesResource parsed(String document) {
    try {
      return YAML.readValue(document, GenericKubernetesResource.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a manifest: " + document, e);
    }
  }

  /** With the group that its manifest names. */
  private static String kind(GenericKubernetesResource object) {
    String version = object.getApiVersion();
    int slash = version.indexOf('/');
    return slash < 0 ? object.getKind() : object.getKind() + "." + version.substring(0, slash);
  }

  /** Changes fields of an object, if it is there, by a merge patch, whoever else changes it. */
  void merge(String kind, String name, String patch) {
    try {
      of(kind).withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Changes fields of an object's status by a merge patch. */
  void mergeStatus(String kind, String name, String patch) {
    of(kind)
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** What a watch of a kind is told that goes on from an object's version. */
  String watchFrom(String apiPath, String version) {
    return client.raw(
        "%s?watch=true&allowWatchBookmarks=false&timeoutSeconds=5&resourceVersion=%s"
            .formatted(apiPath, version));
  }

  /** Asks a pod to leave its node, as when the node is drained. */
  void evict(String pod) {
    client.pods().inNamespace(namespace).withName(pod).evict();
  }

  void delete(String kind, String name) {
    of(kind).withName(name).delete();
  }

  /** Deletes what belongs to it too: before it, after it, or not at all. */
  void delete(String kind, String name, DeletionPropagation propagation) {
    of(kind).withName(name).withPropagationPolicy(propagation).delete();
  }

  /** An object as JSON; missing if it is not there. */
  JsonNode get(String kind, String name) {
    GenericKubernetesResource found = of(kind).withName(name).get();
    return found == null ? MissingNode.getInstance() : JSON.valueToTree(found);
  }

  /** All of a kind as JSON. */
  List<JsonNode> list(String kind) {
    return of(kind).list().getItems().stream().map(JSON::<JsonNode>valueToTree).toList();
  }

  /** All of a kind with a label. */
  List<JsonNode> list(String kind, String label, String value) {
    return of(kind).withLabel(label, value).list().getItems().stream()
        .map(JSON::<JsonNode>valueToTree)
        .toList();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      of(String kind) {
    int dot = kind.indexOf('.');
    String plain = dot < 0 ? kind : kind.substring(0, dot);
    String group = dot < 0 ? GROUPS.getOrDefault(kind, "") : kind.substring(dot + 1);
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup(group)
            .withVersion(group.endsWith(".backube") ? "v1alpha1" : "v1")
            .withKind(plain)
            .withPlural(plain.toLowerCase(Locale.ROOT) + "s")
            .withNamespaced(true)
            .build();
    return client.genericKubernetesResources(context).inNamespace(namespace);
  }
}
