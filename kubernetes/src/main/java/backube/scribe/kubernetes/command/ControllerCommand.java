package backube.scribe.kubernetes.command;

import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.plugin.RefusedPlugin;
import backube.scribe.core.sync.Patience;
import backube.scribe.kubernetes.controller.ClusterController;
import backube.scribe.kubernetes.controller.ControllerSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** {@code scribe controller}. */
@CommandLine.Command(
    name = "controller",
    description = {
      "Runs the controller of a cluster.",
      "The cluster is the one it runs in, else that of KUBECONFIG."
    },
    mixinStandardHelpOptions = true)
public final class ControllerCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ControllerCommand.class);

  private final Surroundings surroundings;

  @CommandLine.Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder with movers; may be repeated. Default: plugins/ of this installation.")
  List<Path> plugins = List.of();

  @CommandLine.Option(
      names = "--image",
      paramLabel = "MOVER=IMAGE",
      description = "Image to use for a mover instead of the one that it names; may be repeated.")
  Map<String, String> images = Map.of();

  @CommandLine.Option(
      names = "--max-movers",
      paramLabel = "N",
      description = {
        "Most movers at a time; 0 for no limit.",
        "Default: 10 for our own resources, no limit for those of other dialects."
      })
  @Nullable Integer maxMovers;

  @CommandLine.Option(
      names = "--serve",
      paramLabel = "DIALECT",
      description = "Also serve this dialect: volsync.")
  @Nullable Serve serve;

  @CommandLine.Option(
      names = "--lease-namespace",
      paramLabel = "NAMESPACE",
      description = "Where several controllers agree which of them works. Default: there is one.")
  @Nullable String leaseNamespace;

  ControllerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Dialects beside our own. */
  enum Serve {
    volsync
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Path> folders =
        plugins.isEmpty()
            ? surroundings.plugins()
            : plugins.stream().map(surroundings::path).toList();
    try (PluginHost host = PluginHost.load(folders);
        KubernetesClient client = new KubernetesClientBuilder().build()) {
      MoverCatalog catalog = host.catalog();
      for (RefusedPlugin refused : catalog.refused()) {
        log.warn("refused: {}: {}", refused.file(), refused.message());
      }
      try (ClusterController controller =
          new ClusterController(client, settings(folders), catalog)) {
        controller.start();
        log.info("serving movers {}", catalog.names());
        untilStopped();
      }
    }
    return ExitCodes.OK;
  }

  private ControllerSettings settings(List<Path> folders) {
    return new ControllerSettings(
        folders,
        images,
        maxMovers == null ? OptionalInt.empty() : OptionalInt.of(maxMovers),
        serve == Serve.volsync,
        Optional.ofNullable(leaseNamespace),
        surroundings.variable("POD_NAME").orElseGet(surroundings.uids()),
        Patience.DEFAULT,
        surroundings.environment(),
        surroundings.clock());
  }

  private static void untilStopped() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
    stopped.await();
  }
}
