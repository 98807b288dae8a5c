package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.TreeComparison;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A claim, read and filled through a pod that mounts it and stays. */
final class ClusterVolume implements Volume {
  private final NamespaceObjects objects;
  private final String claim;
  private final Workload workload;
  private final TestCluster cluster;
  private final Map<String, VolumePod> pods = new ConcurrentHashMap<>();

  ClusterVolume(NamespaceObjects objects, String claim, Workload workload, TestCluster cluster) {
    this.objects = objects;
    this.claim = claim;
    this.workload = workload;
    this.cluster = cluster;
  }

  static String manifest(String claim) {
    return """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: %s
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi}}
        """
        .formatted(claim);
  }

  static String manifest(String claim, String storageClass) {
    return manifest(claim) + "  storageClassName: " + storageClass + "\n";
  }

  static String manifest(String claim, Storage storage) {
    String usual = manifest(claim).replace("ReadWriteOnce", storage.accessMode());
    return storage
        .className()
        .map(name -> usual + "  storageClassName: " + name + "\n")
        .orElse(usual);
  }

  /** The pod with this repository's tools. */
  VolumePod pod() {
    return pod("volume-", cluster.toolsImage());
  }

  /** A pod with the mover's restic. */
  VolumePod resticPod() {
    return pod("restic-", cluster.moverImage());
  }

  private VolumePod pod(String prefix, String image) {
    return pods.computeIfAbsent(
        prefix, of -> VolumePod.start(objects, of + claim, image, claim, workload));
  }

  /** Takes the pods away, so that nobody uses the volume. */
  void leave() {
    pods.values().forEach(VolumePod::remove);
    pods.clear();
  }

  @Override
  public String claim() {
    return claim;
  }

  @Override
  public void write(String path, String content) {
    String script = "mkdir -p -- \"$(dirname -- \"$1\")\" && printf %s \"$2\" >\"$1\"";
    pod().run("bash", "-c", script, "write", path, content).orFail("writing " + path);
  }

  @Override
  public String read(String path) {
    return pod().run("cat", "--", path).orFail("reading " + path).out();
  }

  @Override
  public void delete(String path) {
    pod().run("rm", "-d", "--", path).orFail("deleting " + path);
  }

  @Override
  public boolean exists(String path) {
    return pod().run("bash", "-c", "[[ -e $1 || -L $1 ]]", "exists", path).code() == 0;
  }

  @Override
  public void run(String script) {
    pod().run("bash", "-euo", "pipefail", "-c", script).orFail(script);
  }

  /**
   * The top folder of a volume belongs to root, so others fill a folder below it; and so does root
   * beside what a file system has of its own.
   */
  @Override
  public void fillWithSample() {
    boolean top = workload.root() && !exists("lost+found");
    pod().run("sample-tree", top ? "." : "tree").orFail("sample-tree");
  }

  /** All but what a file system has of its own. */
  @Override
  public List<String> listing() {
    return pod()
        .run("tree-listing", ".")
        .orFail("tree-listing")
        .out()
        .lines()
        .filter(line -> !line.endsWith(" ./lost+found"))
        .toList();
  }

  @Override
  public void assertHolds(List<String> listing) {
    TreeComparison.require(claim, listing, listing(), workload.root());
  }
}
