package backube.scribe.kubernetes.watch;

import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.object.Deletion;
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
 *
 * <p>Nobody else makes such objects. So while the watch is alive, what was made here and has come
 * back through it is all there is, and asking the API server would tell nothing more.
 */
public final class OwnObjects<T extends HasMetadata> implements AutoCloseable {
  private static final String BY_OWNER = "owner";

  private final Class<T> kind;
  private final KubernetesClient client;
  private final Stamp stamp;
  private final Deletion deletion;
  private final Consumer<T> changed;
  private final Unseen unseen = new Unseen();
  private final Written<T> written = new Written<>();
  private volatile SharedIndexInformer<T> informer;
  private volatile boolean served;

  /**
   * Does nothing before {@link #start}.
   *
   * @param changed told of every object that came, changed or went; must not block
   */
  public OwnObjects(Class<T> kind, KubernetesClient client, Stamp stamp, Consumer<T> changed) {
    this.kind = kind;
    this.client = client;
    this.stamp = stamp;
    this.changed = changed;
    deletion = new Deletion(client);
    informer = fresh();
  }

  private SharedIndexInformer<T> fresh() {
    SharedIndexInformer<T> made = own(client, kind).runnableInformer(0);
    made.itemStore(new SlimStore<>());
    made.addIndexers(
        Map.of(BY_OWNER, object -> stamp.owner(object.getMetadata()).stream().toList()));
    made.addEventHandler(new Told<>(this::seen, written::gone, changed));
    return made;
  }

  private FilterWatchListDeletable<T, KubernetesResourceList<T>, Resource<T>> own(
      KubernetesClient from, Class<T> of) {
    return from.resources(of).inAnyNamespace().withLabels(stamp.everything());
  }

  /**
   * Lists and begins to watch; returns when the cache is filled. Where the cluster does not know
   * the kind, there is nothing to watch.
   *
   * @return whether the cluster knows the kind; it may learn it later, so ask again
   */
  public synchronized boolean start() {
    if (!served && client.supports(kind)) {
      run();
      served = true;
    }
    return served;
  }

  /** An informer that could not begin, for want of a right maybe, never can. */
  private void run() {
    boolean runs = false;
    try {
      informer.run();
      runs = true;
    } finally {
      if (!runs) {
        informer.stop();
        informer = fresh();
      }
    }
  }

  /** Those of all resources, which may be a moment old. */
  public List<T> all() {
    return informer.getStore().list();
  }

  /** Those of a resource, which may be a moment old, but not older than what was written here. */
  public List<T> of(Replication owner) {
    return informer.getIndexer().byIndex(BY_OWNER, owner.uid()).stream()
        .map(written::newer)
        .toList();
  }

  /** The one of a resource that has this uid, which may be a moment old. */
  public Optional<T> of(Replication owner, String uid) {
    return of(owner).stream().filter(object -> uid(object).equals(uid)).findFirst();
  }

  /**
   * Deletes an object, if it still is the one that was seen, after all that belongs to it.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses
   */
  public void delete(T object) {
    deletion.delete(object, kind).ifPresent(written::wrote);
  }

  /** An object was changed here; this is how the API server answered. */
  public void wrote(T object) {
    written.wrote(object);
  }

  /** Makes an object of a resource; it may take a moment until the cache has it. */
  public T create(Replication owner, T wanted) {
    T made = client.resource(wanted).create();
    if (find(made.getMetadata().getNamespace(), made.getMetadata().getName())
        .filter(known -> uid(known).equals(uid(made)))
        .isEmpty()) {
      unseen.made(owner.uid(), uid(made));
    }
    return made;
  }

  /** Those of a resource, of which none is missing. */
  public List<T> complete(Replication owner) {
    return informer.isWatching() && unseen.none(owner.uid()) ? of(owner) : live(owner);
  }

  private void seen(T object) {
    stamp.owner(object.getMetadata()).ifPresent(owner -> unseen.came(owner, uid(object)));
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  /** Those of a resource, as they are now. */
  public List<T> live(Replication owner) {
    unseen.forget(owner.uid()); // one that was removed at once may never come
    if (!start()) {
      return List.of();
    }
    return client
        .resources(kind)
        .inNamespace(owner.key().namespace())
        .withLabels(stamp.selector(owner))
        .list()
        .getItems();
  }

  /** The one of a resource that has this uid, as it is now. */
  public Optional<T> live(Replication owner, String uid) {
    return live(owner).stream().filter(object -> uid(object).equals(uid)).findFirst();
  }

  /** One of ours by its name, which may be a moment old. */
  public Optional<T> find(String namespace, String name) {
    return Optional.ofNullable(
        informer.getIndexer().getByKey(Cache.namespaceKeyFunc(namespace, name)));
  }

  /** Whether the watch is alive or is being set up anew, where there is something to watch. */
  public boolean watching() {
    return !served || informer.isRunning();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private record Told<T>(Consumer<T> seen, Consumer<T> gone, Consumer<T> changed)
      implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      seen.accept(object);
      changed.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      seen.accept(object);
      changed.accept(object);
    }

    @Override
    public void onDelete(T object, boolean stateUnknown) {
      gone.accept(object);
      changed.accept(object);
    }
  }
}
