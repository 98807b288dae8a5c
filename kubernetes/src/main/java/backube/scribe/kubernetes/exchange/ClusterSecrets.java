package backube.scribe.kubernetes.exchange;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.secret.SecretStore;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectData;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generated Secrets of the cluster. They are read when they are needed, and not kept in memory. */
public final class ClusterSecrets implements SecretStore {
  private final KubernetesClient client;
  private final Dialect dialect;
  private final Stamp stamp;

  public ClusterSecrets(KubernetesClient client, Dialect dialect) {
    this.client = client;
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
  }

  @Override
  public List<String> names(Replication owner, String mover, String role) {
    return new ObjectNames(dialect, owner.key()).secrets(mover, role);
  }

  @Override
  public Optional<Found> read(Replication owner, String name) {
    return Optional.ofNullable(
            client.secrets().inNamespace(owner.key().namespace()).withName(name).get())
        .map(
            secret ->
                new Found(
                    stamp.isOf(secret.getMetadata(), owner),
                    secret.getMetadata().getResourceVersion(),
                    ObjectData.decoded(secret.getData())));
  }

  @Override
  public void create(Replication owner, String name, Map<String, byte[]> data) {
    try {
      client
          .resource(
              new SecretBuilder()
                  .withMetadata(stamp.lasting(owner, name))
                  .withType("Opaque")
                  .withData(ObjectData.encoded(data))
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      throw Refused.with("Secret %s can't be made".formatted(name), e);
    }
  }

  @Override
  public void set(Replication owner, String name, Map<String, byte[]> data) {
    try {
      client
          .secrets()
          .inNamespace(owner.key().namespace())
          .withName(name)
          .edit(
              secret -> {
                Map<String, String> all = new LinkedHashMap<>();
                if (secret.getData() != null) {
                  all.putAll(secret.getData());
                }
                all.putAll(ObjectData.encoded(data));
                return new SecretBuilder(secret).withData(all).build();
              });
    } catch (KubernetesClientException e) {
      throw Refused.with("Secret %s can't be changed".formatted(name), e);
    }
  }
}
