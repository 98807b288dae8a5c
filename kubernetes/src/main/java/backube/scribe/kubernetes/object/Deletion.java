package backube.scribe.kubernetes.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/** Deletes an object if it still has the uid that was seen. */
public final class Deletion {
  private final KubernetesClient client;

  public Deletion(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Deletes, after everything that belongs to the object is gone (a Job's pods).
   *
   * @return the object as it is until then; empty if it is gone, or another one has its name
   */
  public <T extends HasMetadata> Optional<T> delete(T object, Class<T> kind) {
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withPropagationPolicy("Foreground")
            .withNewPreconditions()
            .withUid(object.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      KubernetesSerialization serialization = client.getKubernetesSerialization();
      JsonNode answer =
          serialization.unmarshal(client.raw(path(object), "DELETE", options), JsonNode.class);
      if (answer.path("kind").asText().equals("Status")) {
        return Optional.empty(); // it is gone at once
      }
      return Optional.of(serialization.convertValue(answer, kind))
          .filter(left -> object.getMetadata().getUid().equals(left.getMetadata().getUid()))
          .filter(left -> left.getMetadata().getDeletionTimestamp() != null);
    } catch (KubernetesClientException e) {
      if (Refused.asOutdated(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String path(HasMetadata object) {
    String version = object.getApiVersion();
    return "%s/%s/namespaces/%s/%s/%s"
        .formatted(
            version.contains("/") ? "/apis" : "/api",
            version,
            object.getMetadata().getNamespace(),
            object.getPlural(),
            object.getMetadata().getName());
  }
}
