package backube.scribe.kubernetes.controller;

import backube.scribe.core.plugin.MoverCatalog;
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

/** The controller of a cluster. */
public final class ClusterController implements AutoCloseable {
  private static final String LEASE = "scribe-controller";
  private static final Duration SYNC = Duration.ofSeconds(60);
  private static final int THREADS = 8;

  private final Operator operator;
  private final StorageClasses classes;
  private final List<Served<?, ?>> served = new ArrayList<>();

  public ClusterController(
      KubernetesClient client, ControllerSettings settings, MoverCatalog catalog) {
    classes = new StorageClasses(client);
    served.add(
        new Served<>(
            client,
            settings,
            catalog,
            classes,
            Dialect.SCRIBE,
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
    served.forEach(Served::begin);
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
