package backube.scribe.kubernetes.resource;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Resources;
import backube.scribe.core.resource.Role;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The resources of one dialect. */
public final class ClusterResources implements Resources {
  private final KubernetesClient client;
  private final KindStore<?, ?> sources;
  private final KindStore<?, ?> destinations;

  public <
          A extends CustomResource<ReplicationSourceSpec, ReplicationStatus>,
          B extends CustomResource<ReplicationDestinationSpec, ReplicationStatus>>
      ClusterResources(
          KubernetesClient client,
          Kind<ReplicationSourceSpec, A> source,
          Cached<A> sources,
          Kind<ReplicationDestinationSpec, B> destination,
          Cached<B> destinations) {
    this.client = client;
    this.sources = new KindStore<>(client, source, sources);
    this.destinations = new KindStore<>(client, destination, destinations);
  }

  @Override
  public Optional<Replication> read(ResourceKey key) {
    return store(key).read(key);
  }

  @Override
  public Optional<Replication> readLive(ResourceKey key) {
    return store(key).readLive(key);
  }

  @Override
  public Optional<Replication> writeStatus(Replication read, ReplicationStatus status) {
    return store(read.key()).write(read, status);
  }

  /** Its namespace is being deleted, or is gone. */
  @Override
  public boolean vanishing(ResourceKey key) {
    Namespace around = client.namespaces().withName(key.namespace()).get();
    return around == null || around.getMetadata().getDeletionTimestamp() != null;
  }

  private KindStore<?, ?> store(ResourceKey key) {
    return key.role() == Role.SOURCE ? sources : destinations;
  }
}
