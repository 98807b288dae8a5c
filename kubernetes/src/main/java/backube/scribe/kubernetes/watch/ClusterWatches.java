package backube.scribe.kubernetes.watch;

import backube.scribe.core.resource.ResourceKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches by the name of the object, which the API server sends nothing else for. */
public final class ClusterWatches implements AwaitedObjects.Watches {
  private static final Logger log = LoggerFactory.getLogger(ClusterWatches.class);

  private final KubernetesClient client;

  private ClusterWatches(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Awaited objects of a cluster.
   *
   * @param wake called with each resource for which a change may be a remedy; must not block
   */
  public static AwaitedObjects of(KubernetesClient client, Consumer<ResourceKey> wake) {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "awaited");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
    return new AwaitedObjects(new ClusterWatches(client), wake, thread);
  }

  @Override
  public AutoCloseable open(AwaitedObjects.Target target, Runnable changed, Runnable ended) {
    return switch (target.named().kind()) {
      case SECRET -> open(Secret.class, target, changed, ended);
      case CONFIG_MAP -> open(ConfigMap.class, target, changed, ended);
      case CLAIM -> open(PersistentVolumeClaim.class, target, changed, ended);
      case ACCOUNT -> open(ServiceAccount.class, target, changed, ended);
    };
  }

  private <T extends HasMetadata> AutoCloseable open(
      Class<T> kind, AwaitedObjects.Target target, Runnable changed, Runnable ended) {
    try {
      return client
          .resources(kind)
          .inNamespace(target.namespace())
          .withName(target.named().name())
          .watch(new Told<>(changed, ended));
    } catch (KubernetesClientException e) {
      log.warn("changes of {} can't be followed: {}", target, e.getMessage());
      throw e;
    }
  }

  private record Told<T>(Runnable changed, Runnable ended) implements Watcher<T> {
    @Override
    public boolean reconnecting() {
      return true;
    }

    @Override
    public void eventReceived(Action action, T object) {
      changed.run();
    }

    /** Closed by ourselves. */
    @Override
    public void onClose() {}

    @Override
    public void onClose(WatcherException cause) {
      ended.run();
    }
  }
}
