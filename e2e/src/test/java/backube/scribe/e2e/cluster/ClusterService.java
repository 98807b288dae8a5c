package backube.scribe.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.tool.Shell;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A service of the cluster that a test ends at once; it is started again when this is closed.
 *
 * @param program that does so
 */
record ClusterService(String name, Path program, KubernetesClient client) implements AutoCloseable {
  static ClusterService named(String name, TestCluster cluster) {
    assumeTrue(
        cluster.service().isPresent(),
        "SCRIBE_E2E_SERVICE is not set, so the cluster's %s can't be stopped".formatted(name));
    return new ClusterService(name, cluster.service().get(), atOnce(cluster.client()));
  }

  /** One that does not try again by itself. */
  private static KubernetesClient atOnce(KubernetesClient like) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(like.getConfiguration()).withRequestRetryBackoffLimit(0).build())
        .build();
  }

  void stop() {
    tell("stop");
  }

  /** Waits for that long, and fails if the API server answers meanwhile. */
  void staysAway(Duration time) {
    Await.during(time, "the absence of the API server", () -> !answers());
  }

  /** Starts it again; returns when the API server answers. */
  @Override
  public void close() {
    tell("start");
    Await.until("the API server to answer", this::answers);
    client.close();
  }

  private boolean answers() {
    try {
      return client.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException away) {
      return false;
    }
  }

  private void tell(String what) {
    Shell.run(Path.of("/"), Map.of(), List.of(program.toString(), what, name))
        .orFail(what + " " + name);
  }
}
