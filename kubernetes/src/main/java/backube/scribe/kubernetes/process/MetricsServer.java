package backube.scribe.kubernetes.process;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.kubernetes.endpoint.ClusterReviews;
import backube.scribe.kubernetes.endpoint.MetricsEndpoint;
import backube.scribe.kubernetes.endpoint.ScrapeAccess;
import backube.scribe.kubernetes.endpoint.SelfSigned;
import backube.scribe.kubernetes.endpoint.ServingContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Serves metrics as the administrator wants them served. */
final class MetricsServer implements AutoCloseable {
  private final MetricsOptions options;
  private final KubernetesClient client;
  private final InstantSource clock;
  private final @Nullable SelfSigned selfSigned;
  private @Nullable MetricsEndpoint endpoint;

  /** Begins to make a certificate, if one is needed. */
  MetricsServer(MetricsOptions options, KubernetesClient client, InstantSource clock, String name) {
    this.options = options;
    this.client = client;
    this.clock = clock;
    boolean make = options.at().isPresent() && options.secure() && options.certificate().isEmpty();
    try {
      selfSigned = make ? SelfSigned.begin(options.javaHome(), name, options.password()) : null;
    } catch (IOException e) {
      throw noCertificate(e);
    }
  }

  private static CommandFailed noCertificate(IOException e) {
    return new CommandFailed(
        ExitCodes.REFUSED,
        "no certificate for metrics: %s; give one with --metrics-cert-path, or serve plain HTTP with"
                .formatted(e.getMessage())
            + " --metrics-secure=false");
  }

  /**
   * Begins to answer.
   *
   * @param page makes the text
   */
  void serve(Supplier<String> page) throws InterruptedException {
    if (options.at().isEmpty()) {
      return;
    }
    Optional<ScrapeAccess> access =
        options.secure() && options.requireRbac()
            ? Optional.of(new ScrapeAccess(new ClusterReviews(client), clock))
            : Optional.empty();
    Optional<SSLContext> tls = options.secure() ? Optional.of(tls()) : Optional.empty();
    try {
      endpoint = MetricsEndpoint.serve(options.at().get(), tls, access, page);
    } catch (IOException e) {
      throw Listening.failed("--metrics-bind-address", options.at().get(), e);
    }
  }

  private SSLContext tls() throws InterruptedException {
    try {
      return selfSigned != null
          ? selfSigned.context()
          : ServingContext.of(options.certificate().orElseThrow(), clock);
    } catch (IOException e) {
      throw noCertificate(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (endpoint != null) {
      endpoint.close();
    }
    if (selfSigned != null) {
      selfSigned.close();
    }
  }
}
