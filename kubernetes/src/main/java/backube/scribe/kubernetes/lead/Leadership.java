package backube.scribe.kubernetes.lead;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work, which one of several controllers has at a time.
 *
 * <p>It has a client of its own: requests for the lease must not wait and be repeated for as long
 * as others may, or the lease is over before its holder knows.
 */
public final class Leadership implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Leadership.class);

  private final KubernetesClient client;
  private final ExecutorService thread;
  private final CompletableFuture<Void> gained = new CompletableFuture<>();
  private final CompletableFuture<?> election;

  /** What happens to the lease. Called from its thread; must not block. */
  public interface Heard {
    /** Somebody else holds it. */
    void another();

    /** It was held here and is not any more, also after {@link #close}. */
    void lost();
  }

  private Leadership(KubernetesClient client, LeaseTerms terms, Heard heard) {
    this.client = client;
    thread =
        Executors.newCachedThreadPool(
            work -> {
              Thread made = new Thread(work, "lease");
              made.setDaemon(true);
              return made;
            });
    election =
        new LeaderElector(
                client,
                new LeaderElectionConfigBuilder()
                    .withName(terms.name())
                    .withLock(new LeaseLock(terms.namespace(), terms.name(), terms.holder()))
                    .withLeaseDuration(terms.duration())
                    .withRenewDeadline(terms.deadline())
                    .withRetryPeriod(terms.retry())
                    .withReleaseOnCancel(true)
                    .withLeaderCallbacks(
                        new LeaderCallbacks(
                            () -> gained.complete(null),
                            heard::lost,
                            holder -> tell(terms, holder, heard)))
                    .build(),
                thread)
            .start();
  }

  /**
   * Begins to ask for the lease.
   *
   * @param like whose cluster and credentials are used
   */
  public static Leadership seek(KubernetesClient like, LeaseTerms terms, Heard heard) {
    int limit = (int) terms.request().toMillis();
    return new Leadership(
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(like.getConfiguration())
                    .withRequestTimeout(limit)
                    .withConnectionTimeout(limit)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .withKubernetesSerialization(like.getKubernetesSerialization())
            .build(),
        terms,
        heard);
  }

  private static void tell(LeaseTerms terms, @Nullable String holder, Heard heard) {
    if (holder == null || holder.isEmpty()) {
      log.info("nobody holds the lease");
      return;
    }
    log.info("the lease is held by {}", holder);
    if (!holder.equals(terms.holder())) {
      heard.another();
    }
  }

  /** Done when this process holds the lease. */
  public CompletableFuture<Void> gained() {
    return gained;
  }

  /** Whether it still asks for the lease, or renews it. */
  public boolean alive() {
    return !election.isDone();
  }

  /** Gives the lease back, so that another controller need not wait until it is over. */
  @Override
  public void close() {
    election.cancel(true);
    thread.shutdownNow();
    client.close();
  }
}
