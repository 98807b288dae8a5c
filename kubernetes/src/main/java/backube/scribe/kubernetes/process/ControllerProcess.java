package backube.scribe.kubernetes.process;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.crd.Crds;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.kubernetes.controller.ClusterController;
import backube.scribe.kubernetes.controller.ControllerSettings;
import backube.scribe.kubernetes.definition.ClusterDefinitions;
import backube.scribe.kubernetes.definition.KeptDefinitions;
import backube.scribe.kubernetes.endpoint.Probes;
import backube.scribe.kubernetes.lead.Leadership;
import backube.scribe.kubernetes.lead.LeaseTerms;
import backube.scribe.kubernetes.metric.MetricsPage;
import backube.scribe.kubernetes.object.Refused;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One controller from its start to its end. */
public final class ControllerProcess {
  private static final Logger log = LoggerFactory.getLogger(ControllerProcess.class);

  private final KubernetesClient client;
  private final MoverCatalog catalog;
  private final Options options;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final State state = new State();

  /**
   * What an administrator can decide about the process.
   *
   * @param keepsDefinitions whether it keeps the definitions of the resources up to date itself
   * @param health where probes are answered; empty if nowhere
   * @param lease by which controllers agree which one works; empty if there is only one
   */
  public record Options(
      ControllerSettings controller,
      boolean keepsDefinitions,
      MetricsOptions metrics,
      Optional<InetSocketAddress> health,
      Optional<LeaseTerms> lease) {}

  public ControllerProcess(KubernetesClient client, MoverCatalog catalog, Options options) {
    this.client = client;
    this.catalog = catalog;
    this.options = options;
  }

  /** Asks it to end; {@link #run} returns soon. */
  public void stop() {
    end.complete(ExitCodes.OK);
  }

  /**
   * Works until the end.
   *
   * @return exit code
   */
  @SuppressWarnings("try") // what answers probes is only closed
  public int run() throws InterruptedException, IOException {
    try (Probes ignored = probes();
        MetricsServer metrics =
            new MetricsServer(
                options.metrics(),
                client,
                options.controller().clock(),
                options.controller().instance());
        Leadership leadership = leadership()) {
      MetricsPage page = new MetricsPage(options.controller().clock());
      metrics.serve(page::text);
      if (leadership == null || leads(leadership)) {
        work(page);
      }
      return ended();
    } finally {
      end.complete(ExitCodes.OK);
    }
  }

  private @Nullable Probes probes() throws IOException {
    if (options.health().isEmpty()) {
      return null;
    }
    InetSocketAddress at = options.health().get();
    try {
      return Probes.serve(at, state::stuck, state::unready);
    } catch (IOException e) {
      throw Listening.failed("--health-probe-bind-address", at, e);
    }
  }

  private @Nullable Leadership leadership() {
    if (options.lease().isEmpty()) {
      return null;
    }
    Leadership leadership = Leadership.seek(client, options.lease().get(), new Lease());
    state.seeks(leadership);
    return leadership;
  }

  private final class Lease implements Leadership.Heard {
    @Override
    public void another() {
      state.standsBy();
    }

    @Override
    public void lost() {
      if (end.complete(ExitCodes.REFUSED)) {
        log.error("the lease is lost: another controller may work now, so this one ends");
      }
    }
  }

  /** Waits for the lease; false if the process is to end before. */
  private boolean leads(Leadership leadership) throws InterruptedException {
    log.info("standing by until the lease is free");
    try {
      CompletableFuture.anyOf(leadership.gained(), end).get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible); // neither is ever completed so
    }
    return !end.isDone();
  }

  private void work(MetricsPage page) throws InterruptedException {
    state.starts();
    if (options.keepsDefinitions()) {
      new KeptDefinitions(new ClusterDefinitions(client)).keep(definitions());
    }
    try (ClusterController controller =
        new ClusterController(client, options.controller(), catalog)) {
      start(controller);
      controller.series().forEach(page::add);
      page.add(controller.queue());
      state.works(controller);
      log.info("serving movers {}", catalog.names());
      ended();
      state.ends();
    }
  }

  private List<ObjectNode> definitions() {
    return options.controller().dialects().stream()
        .flatMap(dialect -> new Crds(dialect.crds(), catalog).render().stream())
        .toList();
  }

  private void start(ClusterController controller) {
    try {
      controller.start();
    } catch (KubernetesClientException | OperatorException e) {
      log.debug("the start failed", e);
      throw new CommandFailed(
          ExitCodes.REFUSED,
          ("the controller can't start: %s; check that the API server can be reached, that the"
                  + " CustomResourceDefinitions are installed (scribe crds render | kubectl apply"
                  + " --server-side -f -) and what the controller's ServiceAccount may do")
              .formatted(Refused.reason(e, client)));
    }
  }

  private int ended() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible); // it is never completed so
    }
  }
}
