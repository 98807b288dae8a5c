package backube.scribe.kubernetes.volume;

import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published images whose destination is gone. The garbage collector must not decide about them: it
 * does not know the label by which somebody keeps one, which may have been set a moment before the
 * destination was deleted. So they are anchored to their namespace, the collector only takes the
 * reference to the destination from them, and here they are deleted, or let go.
 */
public final class ForsakenImages implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ForsakenImages.class);

  /** By then a destination that is being deleted is gone, as a rule. */
  private static final long PAUSE_SECONDS = 3;

  private final KubernetesClient client;
  private final Class<? extends CustomResource<?, ReplicationStatus>> destinations;
  private final Stamp stamp;
  private final KeptSnapshots kept;
  private final Set<String> noticed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread;

  /**
   * @param destinations type of the destinations of this dialect
   */
  public ForsakenImages(
      KubernetesClient client,
      Dialect dialect,
      Class<? extends CustomResource<?, ReplicationStatus>> destinations) {
    this.client = client;
    this.destinations = destinations;
    this.stamp = new Stamp(dialect);
    this.kept = new KeptSnapshots(dialect);
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "forsaken-images");
              made.setDaemon(true);
              return made;
            });
    one.setKeepAliveTime(PAUSE_SECONDS, TimeUnit.SECONDS);
    one.allowCoreThreadTimeOut(true);
    thread = one;
  }

  /** Looks at a snapshot of ours that came or changed; does not block. */
  public void look(VolumeSnapshot snapshot) {
    ObjectMeta meta = snapshot.getMetadata();
    if (forsaken(meta) && noticed.add(meta.getUid())) {
      lookAgain(meta);
    }
  }

  private boolean forsaken(ObjectMeta meta) {
    return meta.getDeletionTimestamp() == null
        && stamp.id(meta).filter(id -> id.kind() == ThingId.Kind.IMAGE).isPresent()
        && Stamp.controller(meta).isEmpty();
  }

  private void lookAgain(ObjectMeta meta) {
    ScheduledFuture<?> unused =
        thread.schedule(() -> settle(meta), PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  private void settle(ObjectMeta meta) {
    try {
      if (settled(meta)) {
        noticed.remove(meta.getUid());
        return;
      }
    } catch (RuntimeException e) {
      log.warn(
          "VolumeSnapshot {}/{}, whose destination is gone, can't be removed yet: {}",
          meta.getNamespace(),
          meta.getName(),
          e.getMessage());
    }
    lookAgain(meta);
  }

  /** Whether there is nothing left to do. */
  private boolean settled(ObjectMeta meta) {
    VolumeSnapshot now =
        client
            .resources(VolumeSnapshot.class)
            .inNamespace(meta.getNamespace())
            .withName(meta.getName())
            .get();
    if (now == null
        || !now.getMetadata().getUid().equals(meta.getUid())
        || !forsaken(now.getMetadata())) {
      return true;
    }
    String owner = stamp.owner(now.getMetadata()).orElseThrow(); // it is ours
    Optional<? extends HasMetadata> destination = destination(meta.getNamespace(), owner);
    if (destination.isPresent()) {
      // It is being deleted; or else somebody took the reference to it, and may have meant it.
      return destination.get().getMetadata().getDeletionTimestamp() == null;
    }
    if (kept.wanted(now)
        || KeptSnapshots.shared(now.getMetadata())
        || orphaned(meta.getNamespace(), owner)) {
      return kept.letGo(client, owner, now);
    }
    client.resource(now).lockResourceVersion().delete();
    return true;
  }

  private Optional<? extends HasMetadata> destination(String namespace, String uid) {
    return client.resources(destinations).inNamespace(namespace).list().getItems().stream()
        .filter(found -> found.getMetadata().getUid().equals(uid))
        .findFirst();
  }

  /** Whether the destination was deleted so that what belonged to it stays, as other things did. */
  private boolean orphaned(String namespace, String owner) {
    return left(ServiceAccount.class, namespace, owner)
        || left(PersistentVolumeClaim.class, namespace, owner);
  }

  private <T extends HasMetadata> boolean left(Class<T> kind, String namespace, String owner) {
    List<T> theirs =
        client
            .resources(kind)
            .inNamespace(namespace)
            .withLabels(stamp.selector(owner))
            .list()
            .getItems();
    return theirs.stream().anyMatch(object -> Stamp.controller(object.getMetadata()).isEmpty());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
