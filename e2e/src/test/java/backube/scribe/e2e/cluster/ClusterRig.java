package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Device;
import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.rig.Volume;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** A namespace of a cluster. */
public final class ClusterRig implements Rig {
  private static final String ENFORCED = "pod-security.kubernetes.io/enforce";

  /** A user that is not in use. */
  private static final long NOBODY = 54321;

  /**
   * How many there are at a time. JUnit's own limit does not hold: a test that waits for a command
   * in a pod makes room for another one.
   */
  private static final Semaphore PLACES =
      new Semaphore(3 * Runtime.getRuntime().availableProcessors());

  private final TestCluster cluster;
  private final Namespace made;
  private final NamespaceObjects objects;
  private final Workload workload;
  private final MoverLogs logs;
  private final Leftovers leftovers;
  private final Map<String, ClusterVolume> volumes = new TreeMap<>();
  private final List<ClusterRig> beside = new ArrayList<>();
  private boolean closed;

  private ClusterRig(TestCluster cluster, Namespace made, Workload workload) {
    this.cluster = cluster;
    this.made = made;
    this.workload = workload;
    String namespace = made.getMetadata().getName();
    objects = new NamespaceObjects(cluster.client(), namespace);
    logs = new MoverLogs(cluster.client(), namespace);
    leftovers = new Leftovers(objects);
  }

  /** One whose movers keep everything, as root. */
  public static ClusterRig create() {
    return create("privileged", Map.of("scribe.backube/privileged-movers", "true"), Workload.ROOT);
  }

  /** One that enforces the Pod Security level {@code restricted}. */
  public static ClusterRig createUnprivileged() {
    return create("restricted", Map.of(), Workload.ordinary(NOBODY));
  }

  private static ClusterRig create(
      String level, Map<String, String> annotations, Workload workload) {
    PLACES.acquireUninterruptibly();
    boolean made = false;
    try {
      ClusterRig rig = named(level, annotations, workload);
      made = true;
      return rig;
    } finally {
      if (!made) {
        PLACES.release();
      }
    }
  }

  private static ClusterRig named(
      String level, Map<String, String> annotations, Workload workload) {
    TestCluster cluster = TestCluster.get();
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName("scribe-e2e-" + UUID.randomUUID().toString().substring(0, 8))
            .withLabels(Map.of(ENFORCED, level))
            .withAnnotations(annotations)
            .endMetadata()
            .build();
    cluster.client().resource(namespace).create();
    return new ClusterRig(cluster, namespace, workload);
  }

  /** Another namespace of the same kind, which goes with this one. */
  ClusterRig beside() {
    ClusterRig other =
        named(
            made.getMetadata().getLabels().get(ENFORCED),
            made.getMetadata().getAnnotations(),
            workload);
    beside.add(other);
    return other;
  }

  @Override
  public String namespace() {
    return objects.namespace();
  }

  /** The objects in the rig's namespace. */
  NamespaceObjects objects() {
    return objects;
  }

  @Override
  public void apply(String manifests) {
    objects.apply(manifests);
  }

  @Override
  public void delete(String kind, String name) {
    objects.delete(kind, name);
  }

  @Override
  public Status status(Resource resource) {
    return new Status(objects.get(resource.kind().text(), resource.name()).path("status"));
  }

  @Override
  public String log(Resource resource) {
    return logs.of(resource);
  }

  @Override
  public List<String> events(Resource resource) {
    return objects.list("Event").stream()
        .filter(event -> isAbout(event.path("regarding"), resource))
        .sorted(Comparator.comparing(event -> event.path("eventTime").asText()))
        .map(event -> event.path("reason").asText() + ": " + event.path("note").asText())
        .toList();
  }

  /** Warnings about any resource, as {@code Reason: message}. */
  List<String> warnings() {
    return objects.list("Event").stream()
        .filter(event -> event.path("type").asText().equals("Warning"))
        .filter(event -> event.path("regarding").path("kind").asText().startsWith("Replication"))
        .map(event -> event.path("reason").asText() + ": " + event.path("note").asText())
        .toList();
  }

  private static boolean isAbout(JsonNode regarding, Resource resource) {
    return regarding.path("kind").asText().equals(resource.kind().text())
        && regarding.path("name").asText().equals(resource.name());
  }

  @Override
  public Volume volume(String claim) {
    return volumes.computeIfAbsent(claim, name -> made(name, ClusterVolume.manifest(name)));
  }

  /** The same of another storage class than the cluster's default. */
  Volume volume(String claim, String storageClass) {
    return volumes.computeIfAbsent(
        claim, name -> made(name, ClusterVolume.manifest(name, storageClass)));
  }

  /** The same of that storage. */
  Volume volume(String claim, Storage storage) {
    return volumes.computeIfAbsent(
        claim, name -> made(name, ClusterVolume.manifest(name, storage)));
  }

  @Override
  public Device device(String claim, int mebibytes) {
    apply(ClusterDevice.manifest(claim, mebibytes));
    return existingDevice(claim, mebibytes);
  }

  /** A claim of a device that is there already. */
  Device existingDevice(String claim, int mebibytes) {
    VolumePod pod =
        VolumePod.ofDevice(objects, "device-" + claim, cluster.toolsImage(), claim, workload);
    return new ClusterDevice(claim, pod, mebibytes);
  }

  private ClusterVolume made(String claim, String manifest) {
    apply(manifest);
    ClusterVolume volume = existing(claim, workload);
    if (!workload.root()) {
      volume.pod(); // unprivileged movers run as the pods that use the volume do
    }
    return volume;
  }

  /** A claim that is there already, used by such a pod. */
  ClusterVolume existing(String claim, Workload by) {
    return new ClusterVolume(objects, claim, by, cluster);
  }

  /** A new claim of the image that a destination has published. */
  ClusterVolume fromImage(Status status, String claim) {
    return fromImage(status, claim, workload);
  }

  /** The same of an image of that storage. */
  ClusterVolume fromImage(Status status, String claim, Storage storage) {
    String className = storage.className().map(name -> "  storageClassName: " + name).orElse("");
    apply(ofImage(status, claim) + className + "\n");
    return existing(claim, workload);
  }

  /** The same, used by such a pod. */
  ClusterVolume fromImage(Status status, String claim, Workload by) {
    apply(ofImage(status, claim));
    return existing(claim, by);
  }

  private static String ofImage(Status status, String claim) {
    return """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: %s
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
          dataSource:
            apiGroup: snapshot.storage.k8s.io
            kind: VolumeSnapshot
            name: %s
        """
        .formatted(claim, status.json().path("latestImage").path("name").asText());
  }

  @Override
  public Repository repository(String secret) {
    Repository repository =
        new S3Repository(
            cluster.s3(), secret, namespace() + "/" + secret, "correct horse " + secret);
    apply(repository.manifest(repository.password()));
    return repository;
  }

  @Override
  public Remote remote(String secret) {
    apply(Remote.manifest(secret, cluster.s3().section()));
    return new Remote(secret, S3Server.BUCKET + "/" + namespace() + "/" + secret);
  }

  @Override
  public ClusterController controller() {
    return cluster.controller();
  }

  /** As whom movers are to run that write a volume which nobody uses yet. */
  String moverSecurityContext() {
    return workload.root()
        ? "{}"
        : "{runAsUser: %1$d, runAsGroup: %1$d, fsGroup: %1$d}".formatted(workload.user());
  }

  /** A service of the cluster; a test without the means to stop one is skipped. */
  ClusterService service(String name) {
    return ClusterService.named(name, cluster);
  }

  /** Address of a node. */
  String node() {
    return cluster.client().nodes().list().getItems().get(0).getStatus().getAddresses().stream()
        .filter(address -> address.getType().equals("InternalIP"))
        .map(NodeAddress::getAddress)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the node has no address"));
  }

  /** The processes on the node where a pod runs. */
  NodeProcesses processesBeside(JsonNode pod) {
    return NodeProcesses.on(
        pod.path("spec").path("nodeName").asText(), objects, cluster.toolsImage());
  }

  /** The controller's metrics, as a ServiceAccount sees them that has no right yet. */
  Scrapes scrapes(String account) {
    return new Scrapes(cluster.client(), cluster.controller(), namespace(), account);
  }

  @Override
  public StopPoint stopAt(String name) {
    throw new UnsupportedOperationException("pods have no stop points");
  }

  @Override
  public void rememberState() {
    throw new UnsupportedOperationException("the state is the API server's");
  }

  @Override
  public void recallState() {
    throw new UnsupportedOperationException("the state is the API server's");
  }

  @Override
  public void awaitQuiet() {
    Await.until(
        "all to be idle",
        () -> replications().map(object -> new Status(object.path("status"))).toList(),
        all -> all.stream().allMatch(Status::idle),
        this::diagnosis);
  }

  private Stream<JsonNode> replications() {
    return Stream.of(Resource.Kind.values()).flatMap(kind -> objects.list(kind.text()).stream());
  }

  @Override
  public List<String> leftovers() {
    return leftovers.list();
  }

  /** Everything that was made for resources, and what the cluster made for that. */
  List<String> belongings() {
    return Leftovers.everything(objects);
  }

  @Override
  public String diagnosis() {
    StringBuilder text = new StringBuilder();
    replications().forEach(object -> text.append(object.toPrettyString()).append('\n'));
    text.append("objects:\n");
    for (String kind :
        List.of("Job", "Pod", "PersistentVolumeClaim", "VolumeSnapshot", "Service")) {
      objects
          .list(kind)
          .forEach(
              object ->
                  text.append(
                      "%s %s %s%n"
                          .formatted(
                              kind,
                              object.path("metadata").path("name").asText(),
                              object.path("status"))));
    }
    text.append("events:\n");
    objects.list("Event").stream()
        .sorted(
            Comparator.comparing(
                event -> event.path("metadata").path("creationTimestamp").asText()))
        .forEach(
            event ->
                text.append(
                    "%s %s %s: %s%n"
                        .formatted(
                            event.path("regarding").path("kind").asText(),
                            event.path("regarding").path("name").asText(),
                            event.path("reason").asText(),
                            event.path("note").asText())));
    text.append("controller's log about this namespace:\n");
    cluster
        .controller()
        .log()
        .lines()
        .filter(line -> line.contains(namespace()) || line.contains("\"level\":\"error\""))
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      beside.forEach(ClusterRig::leave);
      leave();
      beside.forEach(ClusterRig::awaitGone);
      awaitGone();
    } finally {
      PLACES.release();
    }
  }

  private void leave() {
    logs.close();
    cluster.client().namespaces().withName(namespace()).delete();
  }

  private void awaitGone() {
    Await.until(
        "namespace " + namespace() + " to be gone",
        () -> cluster.client().namespaces().withName(namespace()).get(),
        gone -> gone == null,
        () -> "");
  }
}
