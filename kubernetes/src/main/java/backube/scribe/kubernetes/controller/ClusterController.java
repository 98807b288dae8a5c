package backube.scribe.kubernetes.controller;

import backube.scribe.core.pass.Identities;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.volume.StorageClasses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The controller of a cluster. */
public final class ClusterController implements AutoCloseable {
  private static final String LEASE = "scribe-controller";
  private static final Duration SYNC = Duration.ofSeconds(60);
  private static final int THREADS = 8;

  private final Operator operator;
  private final StorageClasses classes;
  private final FirstRound firstRound;
  private final List<Served<?, ?>> served = new ArrayList<>();

  public ClusterController(
      KubernetesClient client, ControllerSettings settings, MoverCatalog catalog) {
    classes = new StorageClasses(client);
    Queue queue = queue(settings.maxMovers());
    firstRound = new FirstRound(queue::open);
    Together together = new Together(queue, new Identities(), firstRound);
    served.add(
        new Served<>(
            client,
            settings,
            catalog,
            classes,
            Dialect.SCRIBE,
            together,
            new SourceReconciler(settings.clock()),
            new DestinationReconciler(settings.clock())));
    if (settings.volsync()) {
      served.add(
          new Served<>(
              client,
              settings,
              catalog,
              classes,
              Dialect.VOLSYNC,
              together,
              new VolSyncSourceReconciler(settings.clock()),
              new VolSyncDestinationReconciler(settings.clock())));
    }
    operator =
        new Operator(
            options -> {
              options
                  .withKubernetesClient(client)
                  .withCloseClientOnStop(false)
                  .withUseSSAToPatchPrimaryResource(false)
                  .withConcurrentReconciliationThreads(THREADS)
                  .withCacheSyncTimeout(SYNC)
                  .withResourceCloner(new Shared());
              settings
                  .leaseNamespace()
                  .ifPresent(
                      namespace ->
                          options.withLeaderElectionConfiguration(
                              LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                                  .withLeaseNamespace(namespace)
                                  .withIdentity(settings.instance())
                                  .withExitOnStopLeading(false)
                                  .build()));
            });
  }

  /** Begins to work; returns when all resources are known. */
  public void start() {
    classes.start();
    served.forEach(dialect -> dialect.start(operator));
    operator.start();
    // All resources are known now: each has to be looked at before one may run.
    firstRound.begin(served.stream().flatMap(dialect -> dialect.known().stream()).toList());
  }

  /** Without a limit that was asked for, only dialects that have one are limited. */
  private Queue queue(OptionalInt asked) {
    return new Queue(
        asked.orElse(Dialect.MOST_MOVERS),
        key -> asked.isPresent() || serving(key).dialect().limited(),
        key -> serving(key).wake(key));
  }

  private Served<?, ?> serving(ResourceKey key) {
    return served.stream()
        .filter(one -> one.dialect().group().equals(key.group()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    operator.stop();
    served.forEach(Served::close);
    classes.close();
  }

  /** What is read is never changed, so nobody needs a copy of his own. */
  private static final class Shared implements Cloner {
    @Override
    public <R extends HasMetadata> R clone(R object) {
      return object;
    }
  }
}
