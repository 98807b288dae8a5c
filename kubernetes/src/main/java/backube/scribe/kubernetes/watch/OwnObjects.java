package backube.scribe.kubernetes.watch;

import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects of one kind that were made for resources: a cache of them, kept up to date by one watch,
 * and the way to look past it.
 */
public final class OwnObjects<T extends HasMetadata> implements AutoCloseable {
  private static final String BY_OWNER = "owner";

  private final Class<T> kind;
  private final KubernetesClient client;
  private final Stamp stamp;
  private final SharedIndexInformer<T> informer;

  /**
   * Does nothing before {@link #start}.
   *
   * @param changed told of every object that came, changed or went; must not block
   */
  public OwnObjects(Class<T> kind, KubernetesClient client, Stamp stamp, Consumer<T> changed) {
    this.kind = kind;
    this.client = client;
    this.stamp = stamp;
    informer = own(client, kind).runnableInformer(0);
    informer.itemStore(new SlimStore<>());
    informer.addIndexers(
        Map.of(BY_OWNER, object -> stamp.owner(object.getMetadata()).stream().toList()));
    informer.addEventHandler(new Told<>(changed));
  }

  private FilterWatchListDeletable<T, KubernetesResourceList<T>, Resource<T>> own(
      KubernetesClient from, Class<T> of) {
    return from.resources(of).inAnyNamespace().withLabels(stamp.everything());
  }

  /** Lists and begins to watch; returns when the cache is filled. */
  public void start() {
    informer.run();
  }

  /** Those of a resource, which may be a moment old. */
  public List<T> of(Replication owner) {
    return informer.getIndexer().byIndex(BY_OWNER, owner.uid());
  }

  /** Those of a resource, as they are now. */
  public List<T> live(Replication owner) {
    return client
        .resources(kind)
        .inNamespace(owner.key().namespace())
        .withLabels(stamp.selector(owner))
        .list()
        .getItems();
  }

  /** One of ours by its name, which may be a moment old. */
  public Optional<T> find(String namespace, String name) {
    return Optional.ofNullable(
        informer.getIndexer().getByKey(Cache.namespaceKeyFunc(namespace, name)));
  }

  /** Whether the watch is alive, or is being set up anew. */
  public boolean watching() {
    return informer.isRunning();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private record Told<T>(Consumer<T> changed) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      changed.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      changed.accept(object);
    }

    @Override
    public void onDelete(T object, boolean stateUnknown) {
      changed.accept(object);
    }
  }
}
