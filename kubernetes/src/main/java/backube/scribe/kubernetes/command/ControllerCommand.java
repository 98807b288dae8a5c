package backube.scribe.kubernetes.command;

import backube.scribe.core.command.Surroundings;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.plugin.RefusedPlugin;
import backube.scribe.core.sync.Patience;
import backube.scribe.kubernetes.controller.ControllerSettings;
import backube.scribe.kubernetes.process.ControllerProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final int MOST_SECONDS_TO_END = 8;

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
      names = "--manage-crds",
      description = {
        "Bring the CustomResourceDefinitions of the cluster up to date at the start.",
        "Default: leave them to whoever installs this."
      })
  boolean manageCrds;

  @CommandLine.Mixin GrantOptions grants = new GrantOptions();

  @CommandLine.Mixin LeaseOptions lease = new LeaseOptions();

  @CommandLine.Mixin EndpointOptions endpoints = new EndpointOptions();

  @CommandLine.Mixin LogOptions logs = new LogOptions();

  ControllerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Dialects beside our own. */
  enum Serve {
    volsync
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Path> folders = surroundings.plugins(plugins);
    try (PluginHost host = PluginHost.load(folders);
        KubernetesClient client = ApiClient.open()) {
      MoverCatalog catalog = host.catalog().withImages(images);
      Logger log = LoggerFactory.getLogger(ControllerCommand.class);
      for (RefusedPlugin refused : catalog.refused()) {
        log.warn("refused: {}: {}", refused.file(), refused.message());
      }
      return run(new ControllerProcess(client, catalog, options(folders)));
    }
  }

  private ControllerProcess.Options options(List<Path> folders) {
    String instance = surroundings.variable("POD_NAME").orElseGet(surroundings.uids());
    ControllerSettings settings =
        new ControllerSettings(
            folders,
            maxMovers == null ? OptionalInt.empty() : OptionalInt.of(maxMovers),
            serve == Serve.volsync,
            grants.terms(surroundings),
            instance,
            Patience.DEFAULT,
            surroundings.environment(),
            surroundings.clock(),
            surroundings.random());
    return new ControllerProcess.Options(
        settings,
        manageCrds,
        endpoints.metrics(surroundings, Path.of(System.getProperty("java.home"))),
        endpoints.health(),
        lease.terms(surroundings, instance));
  }

  /** A signal is obeyed in order: the virtual machine waits until the process has ended itself. */
  private static int run(ControllerProcess process) throws InterruptedException, IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              process.stop();
              try {
                ended.await(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
              } catch (InterruptedException nobodyWaits) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return process.run();
    } finally {
      ended.countDown();
    }
  }
}
