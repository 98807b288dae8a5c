package backube.scribe.kubernetes.resource;

import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.kubernetes.object.Refused;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resources of one kind. What this process wrote itself is remembered until the watch has caught up
 * with it, so that a pass never decides by a status that it has already replaced.
 */
final class KindStore<S extends ReplicationSpec, R extends CustomResource<S, ReplicationStatus>> {
  private final KubernetesClient client;
  private final Kind<S, R> kind;
  private final Cached<R> cache;
  private final Map<ResourceKey, R> written = new ConcurrentHashMap<>();

  KindStore(KubernetesClient client, Kind<S, R> kind, Cached<R> cache) {
    this.client = client;
    this.kind = kind;
    this.cache = cache;
  }

  Optional<Replication> read(ResourceKey key) {
    return newest(key).map(kind::read);
  }

  private Optional<R> newest(ResourceKey key) {
    Optional<R> cached = cache.find(key.namespace(), key.name());
    R own = written.get(key);
    if (own == null) {
      return cached;
    }
    if (cached.isEmpty()
        || !sameObject(cached.get(), own)
        || version(cached.get()) >= version(own)) {
      written.remove(key, own);
      return cached;
    }
    return Optional.of(own);
  }

  private boolean sameObject(R one, R other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  /** Versions of one kind are comparable numbers (KEP 5504), and have always been so in etcd. */
  private long version(R resource) {
    return Long.parseUnsignedLong(resource.getMetadata().getResourceVersion());
  }

  /**
   * As {@link #read} where the resource is known: no other process writes a status, and whatever
   * was decided by an older spec is refused when it is written.
   */
  Optional<Replication> readLive(ResourceKey key) {
    Optional<R> known = newest(key);
    if (known.isPresent()) {
      return known.map(kind::read);
    }
    R found = client.resources(kind.type()).inNamespace(key.namespace()).withName(key.name()).get();
    if (found == null) {
      written.remove(key);
      return Optional.empty();
    }
    written.put(key, found);
    return Optional.of(kind.read(found));
  }

  Optional<Replication> write(Replication read, ReplicationStatus status) {
    Optional<R> base = newest(read.key());
    if (base.isEmpty() || !base.get().getMetadata().getResourceVersion().equals(read.version())) {
      return Optional.empty(); // it has changed since
    }
    try {
      R updated =
          client.resource(kind.withStatus(base.get(), status)).lockResourceVersion().updateStatus();
      written.put(read.key(), updated);
      return Optional.of(kind.read(updated));
    } catch (KubernetesClientException e) {
      if (Refused.asOutdated(e)) {
        written.remove(read.key());
        return Optional.empty();
      }
      throw e;
    }
  }
}
