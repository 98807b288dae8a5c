package backube.scribe.e2e.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that KUBECONFIG names, where the product is installed.
 *
 * @param s3 a server that pods and this machine reach
 * @param moverImage of the restic mover
 * @param toolsImage of {@code e2e/image}
 * @param controller the Deployment, which all scenarios share
 * @param service program that ends and starts services of the cluster; empty if there is none
 */
record TestCluster(
    KubernetesClient client,
    S3Server s3,
    String moverImage,
    String toolsImage,
    ClusterController controller,
    Optional<Path> service) {

  /** The one that the environment describes. */
  static TestCluster get() {
    return Described.CLUSTER;
  }

  static TestCluster of(Map<String, String> environment) {
    required(environment, "KUBECONFIG", "the path of a kubeconfig");
    KubernetesClient client = new KubernetesClientBuilder().build();
    String[] s3 =
        words(environment, "SCRIBE_E2E_S3", "\"ENDPOINT ACCESS-KEY SECRET-KEY\"", " +", 3);
    String[] deployment =
        words(environment, "SCRIBE_E2E_CONTROLLER", "NAMESPACE/DEPLOYMENT of the product", "/", 2);
    return new TestCluster(
        client,
        new S3Server(s3[0], s3[1], s3[2]),
        required(environment, "SCRIBE_E2E_MOVER_IMAGE", "the image of the restic mover"),
        required(environment, "SCRIBE_E2E_TOOLS_IMAGE", "the image built of e2e/image/Dockerfile"),
        new ClusterController(client, deployment[0], deployment[1]),
        Optional.ofNullable(environment.get("SCRIBE_E2E_SERVICE")).map(Path::of));
  }

  private static String required(Map<String, String> environment, String name, String what) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new AssertionError(
          "%s is not set: scenarios on a cluster need %s there (tools/cluster-scenarios sets it)"
              .formatted(name, what));
    }
    return value;
  }

  private static String[] words(
      Map<String, String> environment, String name, String what, String separator, int number) {
    String[] words = required(environment, name, what).split(separator, -1);
    if (words.length != number) {
      // The value may hold a secret key.
      throw new AssertionError("%s has %d parts, needed is %s".formatted(name, words.length, what));
    }
    return words;
  }

  private static final class Described {
    static final TestCluster CLUSTER = of(System.getenv());

    static {
      CLUSTER.s3().makeBucket();
    }
  }
}
