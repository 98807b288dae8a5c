package backube.scribe.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The installation of the product, if Helm made it. */
record HelmRelease(String namespace, String name) {
  private static final Path CHART = Installation.home().resolveSibling("chart").resolve("scribe");

  static HelmRelease of(ClusterController controller) {
    HelmRelease release = new HelmRelease(controller.namespace(), controller.name());
    assumeTrue(
        release.helm("status").code() == 0,
        "helm knows no release %s in namespace %s".formatted(release.name, release.namespace));
    return release;
  }

  /** Changes values, each as {@code NAME=VALUE}; returns when the new controller is ready. */
  void upgrade(String... values) {
    List<String> options = new ArrayList<>(List.of(CHART.toString(), "--reuse-values", "--wait"));
    Arrays.stream(values).forEach(value -> options.addAll(List.of("--set-string", value)));
    helm("upgrade", options.toArray(String[]::new)).orFail("helm upgrade");
  }

  /** Takes the last change back; returns when the former controller is ready. */
  void rollback() {
    helm("rollback", "--wait").orFail("helm rollback");
  }

  private Shell.Ended helm(String command, String... options) {
    List<String> line = new ArrayList<>(List.of("helm", command, name, "--namespace", namespace));
    line.addAll(List.of(options));
    return Shell.run(Path.of("/"), Map.of(), line);
  }
}
