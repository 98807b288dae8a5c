package backube.scribe.kubernetes.definition;

import backube.scribe.core.json.Json;
import backube.scribe.kubernetes.object.Refused;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Those of a cluster. */
public final class ClusterDefinitions implements InstalledDefinitions {
  private static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup("apiextensions.k8s.io")
          .withVersion("v1")
          .withKind("CustomResourceDefinition")
          .withPlural("customresourcedefinitions")
          .withNamespaced(false)
          .build();

  /** Who has applied them, in their managed fields. */
  private static final String MANAGER = "scribe-controller";

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int MOST_PAUSES = 300;

  private final KubernetesClient client;

  public ClusterDefinitions(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<JsonNode> find(String name) {
    try {
      String found = client.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name);
      return found == null ? Optional.empty() : Optional.of(Json.lenient().readTree(found));
    } catch (KubernetesClientException e) {
      throw new DefinitionRefused(Refused.reason(e, client));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the API server speaks JSON", e);
    }
  }

  @Override
  public void apply(ObjectNode definition) throws InterruptedException {
    try {
      client
          .genericKubernetesResources(KIND)
          .resource(Json.lenient().convertValue(definition, GenericKubernetesResource.class))
          .fieldManager(MANAGER)
          .forceConflicts()
          .serverSideApply();
      awaitServed(definition);
    } catch (KubernetesClientException e) {
      throw new DefinitionRefused(Refused.reason(e));
    }
  }

  /** A definition is there a moment before its resources are. */
  private void awaitServed(ObjectNode definition) throws InterruptedException {
    String list =
        "/apis/%s/%s/%s?limit=1"
            .formatted(
                definition.at("/spec/group").asText(),
                definition.at("/spec/versions/0/name").asText(),
                definition.at("/spec/names/plural").asText());
    for (int pauses = 0; client.raw(list) == null; pauses++) {
      if (pauses == MOST_PAUSES) {
        throw new DefinitionRefused(
            "its resources are not served within "
                + PAUSE.multipliedBy(MOST_PAUSES).toSeconds()
                + " seconds; kubectl describe customresourcedefinition tells why");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }
}
