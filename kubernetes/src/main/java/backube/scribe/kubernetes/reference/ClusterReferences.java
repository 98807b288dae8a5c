package backube.scribe.kubernetes.reference;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.References;
import backube.scribe.kubernetes.object.ObjectData;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Secrets, ConfigMaps and ServiceAccounts of the cluster. */
public final class ClusterReferences implements References {
  private final KubernetesClient client;

  public ClusterReferences(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Content> read(String namespace, Ref ref) {
    return ref.kind() == Ref.Kind.SECRET
        ? Optional.ofNullable(client.secrets().inNamespace(namespace).withName(ref.name()).get())
            .map(ClusterReferences::content)
        : Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(ref.name()).get())
            .map(ClusterReferences::content);
  }

  @Override
  public boolean hasAccount(String namespace, String name) {
    return client.serviceAccounts().inNamespace(namespace).withName(name).get() != null;
  }

  private static Content content(Secret secret) {
    return new Content(
        secret.getMetadata().getResourceVersion(), ObjectData.decoded(secret.getData()));
  }

  private static Content content(ConfigMap map) {
    Map<String, byte[]> data = ObjectData.decoded(map.getBinaryData());
    if (map.getData() != null) {
      map.getData().forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
    }
    return new Content(map.getMetadata().getResourceVersion(), data);
  }
}
