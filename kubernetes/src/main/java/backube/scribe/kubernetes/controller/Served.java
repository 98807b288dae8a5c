package backube.scribe.kubernetes.controller;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.metric.SyncMetrics;
import backube.scribe.core.pass.Look;
import backube.scribe.core.pass.Pass;
import backube.scribe.core.plugin.CatalogSections;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.event.Announcements;
import backube.scribe.kubernetes.event.ClusterEvents;
import backube.scribe.kubernetes.exchange.ClusterEndpoints;
import backube.scribe.kubernetes.exchange.ClusterSecrets;
import backube.scribe.kubernetes.metric.DialectSeries;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.reference.ClusterReferences;
import backube.scribe.kubernetes.resource.ClusterResources;
import backube.scribe.kubernetes.run.ClusterRuns;
import backube.scribe.kubernetes.run.Grants;
import backube.scribe.kubernetes.run.Growth;
import backube.scribe.kubernetes.run.Scratch;
import backube.scribe.kubernetes.run.Sites;
import backube.scribe.kubernetes.volume.Claims;
import backube.scribe.kubernetes.volume.ClusterVolumes;
import backube.scribe.kubernetes.volume.ForsakenImages;
import backube.scribe.kubernetes.volume.StorageClasses;
import backube.scribe.kubernetes.watch.AwaitedObjects;
import backube.scribe.kubernetes.watch.ClusterWatches;
import backube.scribe.kubernetes.watch.OwnObjects;
import backube.scribe.kubernetes.watch.SlimStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** One dialect, served: its resources, what was made for them, and the pass over them. */
final class Served<
        A extends CustomResource<ReplicationSourceSpec, ReplicationStatus>,
        B extends CustomResource<ReplicationDestinationSpec, ReplicationStatus>>
    implements AutoCloseable {
  private static final List<String> PROXIES = List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");
  private static final Duration LOOK_AT_LEAST = Duration.ofHours(1);

  private static final Retry FOREVER =
      new GenericRetry()
          .setInitialInterval(1_000)
          .setIntervalMultiplier(2)
          .setMaxInterval(300_000)
          .withoutMaxAttempts();

  private final ReplicationReconciler<A, ReplicationSourceSpec> sources;
  private final ReplicationReconciler<B, ReplicationDestinationSpec> destinations;
  private final List<OwnObjects<?>> watches = new ArrayList<>();
  private final OwnObjects<Service> services;
  private final ExecutorService keys = Executors.newSingleThreadExecutor(Served::daemon);
  private final Pass pass;
  private final Dialect dialect;
  private final FirstRound firstRound;
  private final SyncMetrics metrics = new SyncMetrics();
  private final AwaitedObjects awaited;
  private final OwnObjects<PersistentVolumeClaim> claims;
  private final ForsakenImages forsaken;
  private final Progress progress;

  Served(
      KubernetesClient client,
      ControllerSettings settings,
      MoverCatalog catalog,
      StorageClasses classes,
      Dialect dialect,
      Together together,
      ReplicationReconciler<A, ReplicationSourceSpec> sources,
      ReplicationReconciler<B, ReplicationDestinationSpec> destinations) {
    this.sources = sources;
    this.destinations = destinations;
    this.dialect = dialect;
    progress = new Progress(settings.clock());
    awaited = ClusterWatches.of(client, this::wake);
    forsaken = new ForsakenImages(client, dialect, destinations.kind().type());
    Stamp stamp = new Stamp(dialect);
    OwnObjects<Job> jobs = watch(Job.class, client, stamp, this::changed);
    OwnObjects<Pod> pods =
        watch(
            Pod.class,
            client,
            stamp,
            pod -> ClusterRuns.telling(pod, jobs).ifPresent(this::changed));
    claims = watch(PersistentVolumeClaim.class, client, stamp, this::changed);
    OwnObjects<VolumeSnapshot> snapshots =
        watch(
            VolumeSnapshot.class,
            client,
            stamp,
            snapshot -> {
              changed(snapshot);
              forsaken.look(snapshot);
            });
    OwnObjects<ServiceAccount> accounts = watch(ServiceAccount.class, client, stamp, this::changed);
    services = new OwnObjects<>(Service.class, client, stamp, this::changed);
    Claims userClaims = new Claims(client, settings.clock());
    Sites sites =
        new Sites(
            client,
            dialect,
            accounts,
            userClaims,
            proxies(settings.environment()),
            settings.grants().pullSecrets());
    firstRound = together.firstRound();
    ClusterEvents events =
        new ClusterEvents(client, dialect, settings.clock(), settings.instance());
    Announcements announcements = new Announcements(events, dialect, settings.clock());
    Growth growth = new Growth(client, dialect, claims, events);
    pass =
        new Pass(
            new Pass.Ports(
                new ClusterResources(
                    client, sources.kind(), sources, destinations.kind(), destinations),
                new ClusterReferences(client),
                new ClusterVolumes(
                    client, dialect, claims, snapshots, userClaims, classes, announcements),
                new ClusterRuns(
                    client,
                    dialect,
                    jobs,
                    pods,
                    sites,
                    new Scratch(client, dialect, claims, announcements, growth),
                    growth,
                    new Grants(client, dialect, settings.grants()),
                    announcements,
                    settings.clock()),
                new GeneratedSecrets(
                    new ClusterSecrets(client, dialect), settings.random(), keys, this::wake),
                new ClusterEndpoints(client, dialect, services),
                events,
                awaited,
                metrics,
                settings.clock()),
            new CatalogSections(catalog, dialect.conventions().defaults()),
            together.queue(),
            together.identities(),
            key -> Optional.empty(),
            settings.patience(),
            dialect.conventions());
    sources.passes(this::look);
    destinations.passes(this::look);
  }

  private <T extends HasMetadata> OwnObjects<T> watch(
      Class<T> kind, KubernetesClient client, Stamp stamp, Consumer<T> changed) {
    OwnObjects<T> watch = new OwnObjects<>(kind, client, stamp, changed);
    watches.add(watch);
    return watch;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "keys");
    thread.setDaemon(true);
    return thread;
  }

  private static Map<String, String> proxies(Map<String, String> environment) {
    Map<String, String> proxies = new TreeMap<>(environment);
    proxies.keySet().retainAll(PROXIES);
    return proxies;
  }

  private Look look(ResourceKey key) {
    progress.begins(key);
    try {
      return pass.look(key);
    } finally {
      progress.ends(key);
      firstRound.seen(key);
    }
  }

  /** The resource is told by reference, because only that has its name. */
  private void changed(HasMetadata object) {
    Stamp.controller(object.getMetadata())
        .ifPresent(
            owner -> {
              for (Role role : Role.values()) {
                if (role.kind().equals(owner.getKind())) {
                  String namespace = object.getMetadata().getNamespace();
                  wake(new ResourceKey(dialect.group(), role, namespace, owner.getName()));
                }
              }
            });
  }

  /** Claims of a class that was missing may be bound, or be good for a pod to bind them. */
  void storageClassCame(String name) {
    claims.all().stream()
        .filter(claim -> name.equals(claim.getSpec().getStorageClassName()))
        .forEach(this::changed);
  }

  /** Something about the resource, which is of this dialect, changed. */
  void wake(ResourceKey key) {
    if (key.role() == Role.SOURCE) {
      sources.wake(key);
    } else {
      destinations.wake(key);
    }
  }

  /** Fills the caches, so that the first pass over a resource sees what is there. */
  void start(Operator operator) {
    watches.forEach(OwnObjects::start);
    register(operator, sources);
    register(operator, destinations);
  }

  private static <R extends CustomResource<?, ReplicationStatus>> void register(
      Operator operator, ReplicationReconciler<R, ?> reconciler) {
    operator.register(
        reconciler,
        options ->
            options
                .watchingAllNamespaces()
                .withRetry(FOREVER)
                .withTriggerReconcilerOnAllEvents(true) // one that is gone leaves the queue
                .withItemStore(new SlimStore<>())
                .withReconciliationMaxInterval(LOOK_AT_LEAST));
  }

  Dialect dialect() {
    return dialect;
  }

  /** All resources that are there. */
  List<ResourceKey> known() {
    List<ResourceKey> keys = new ArrayList<>();
    keys.addAll(sources.known());
    keys.addAll(destinations.known());
    return keys;
  }

  /** What only a restart can heal; empty if nothing is wrong. */
  Optional<String> stuck() {
    return watches.stream().allMatch(OwnObjects::watching) && services.watching()
        ? progress.stuck()
        : Optional.of("a watch of the objects of " + dialect.group() + " has ended");
  }

  /** What is counted. */
  DialectSeries series() {
    return new DialectSeries(dialect, metrics);
  }

  @Override
  public void close() {
    awaited.close();
    forsaken.close();
    watches.forEach(OwnObjects::close);
    services.close();
    keys.shutdownNow();
  }
}
