package backube.scribe.kubernetes.controller;

import backube.scribe.core.pass.Identities;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.metric.DialectSeries;
import backube.scribe.kubernetes.volume.StorageClasses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The controller of a cluster. */
public final class ClusterController implements AutoCloseable {
  private static final Duration SYNC = Duration.ofSeconds(60);
  private static final int THREADS = 8;

  /** How long passes that are under way may take when the controller ends. */
  private static final Duration LAST_PASSES = Duration.ofSeconds(3);

  private final Operator operator;
  private final StorageClasses classes;
  private final Queue queue;
  private final List<Served<?, ?>> served = new ArrayList<>();

  public ClusterController(
      KubernetesClient client, ControllerSettings settings, MoverCatalog catalog) {
    classes = new StorageClasses(client, this::storageClassCame);
    queue = queue(settings.maxMovers());
    FirstRound firstRound = new FirstRound(this::known, queue::open);
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
            options ->
                options
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    .withConcurrentReconciliationThreads(THREADS)
                    .withCacheSyncTimeout(SYNC)
                    .withReconciliationTerminationTimeout(LAST_PASSES)
                    .withResourceCloner(new Shared()));
  }

  /** Begins to work; returns when all resources are known. */
  public void start() {
    classes.start();
    served.forEach(dialect -> dialect.start(operator));
    operator.start();
  }

  private void storageClassCame(String name) {
    served.forEach(dialect -> dialect.storageClassCame(name));
  }

  private List<ResourceKey> known() {
    return served.stream().flatMap(dialect -> dialect.known().stream()).toList();
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

  /** What only a restart can heal; empty if nothing is wrong. Not before {@link #start}. */
  @SuppressWarnings("rawtypes") // as the framework has it
  public Optional<String> stuck() {
    for (Map<String, InformerWrappingEventSourceHealthIndicator> sources : unhealthy().values()) {
      for (InformerWrappingEventSourceHealthIndicator<?> source : sources.values()) {
        if (!source.informerHealthIndicators().values().stream()
            .allMatch(InformerHealthIndicator::isRunning)) {
          return Optional.of("a watch of the resources has ended");
        }
      }
    }
    return served.stream().flatMap(dialect -> dialect.stuck().stream()).findFirst();
  }

  /** Those that have no connection at the moment are among them, which a restart would not heal. */
  @SuppressWarnings("rawtypes") // as the framework has it
  private Map<String, Map<String, InformerWrappingEventSourceHealthIndicator>> unhealthy() {
    return operator.getRuntimeInfo().unhealthyInformerWrappingEventSourceHealthIndicator();
  }

  /** Who runs and who waits. */
  public Queue queue() {
    return queue;
  }

  /** What is counted, by dialect. */
  public List<DialectSeries> series() {
    return served.stream().map(Served::series).toList();
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
