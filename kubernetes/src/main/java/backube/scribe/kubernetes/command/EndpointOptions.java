package backube.scribe.kubernetes.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.kubernetes.endpoint.CertificateFiles;
import backube.scribe.kubernetes.endpoint.ListenAddress;
import backube.scribe.kubernetes.process.MetricsOptions;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where probes and metrics are served, and to whom. */
final class EndpointOptions {
  @CommandLine.Option(
      names = "--health-probe-bind-address",
      paramLabel = "ADDRESS",
      defaultValue = ":8081",
      description =
          "Where /healthz and /readyz are served; 0 for nowhere. Default: ${DEFAULT-VALUE}.")
  String health = "";

  @CommandLine.Option(
      names = "--metrics-bind-address",
      paramLabel = "ADDRESS",
      defaultValue = "0",
      description =
          "Where /metrics is served, such as :8443; 0 for nowhere. Default: ${DEFAULT-VALUE}.")
  String metrics = "";

  @CommandLine.Option(
      names = "--metrics-secure",
      paramLabel = "BOOLEAN",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Serve metrics by HTTPS. Default: ${DEFAULT-VALUE}.")
  boolean secure;

  @CommandLine.Option(
      names = "--metrics-require-rbac",
      paramLabel = "BOOLEAN",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = {
        "Ask the cluster for each scrape who it is and whether he may get /metrics; with HTTPS only.",
        "Default: ${DEFAULT-VALUE}."
      })
  boolean requireRbac;

  @CommandLine.Option(
      names = "--metrics-cert-path",
      paramLabel = "DIR",
      description = "Folder with the certificate. Default: one is made at the start.")
  @Nullable Path certificates;

  @CommandLine.Option(
      names = "--metrics-cert-name",
      paramLabel = "FILE",
      defaultValue = "tls.crt",
      description = "The certificate in that folder. Default: ${DEFAULT-VALUE}.")
  String certificate = "";

  @CommandLine.Option(
      names = "--metrics-cert-key",
      paramLabel = "FILE",
      defaultValue = "tls.key",
      description = "Its key in that folder. Default: ${DEFAULT-VALUE}.")
  String key = "";

  Optional<InetSocketAddress> health() {
    return address("--health-probe-bind-address", health);
  }

  MetricsOptions metrics(Surroundings surroundings, Path javaHome) {
    Optional<Path> folder = Optional.ofNullable(certificates).map(surroundings::path);
    return new MetricsOptions(
        address("--metrics-bind-address", metrics),
        secure,
        requireRbac,
        folder.map(f -> new CertificateFiles(f.resolve(certificate), f.resolve(key))),
        javaHome,
        surroundings.uids().get());
  }

  private static Optional<InetSocketAddress> address(String option, String written) {
    try {
      return ListenAddress.parse(option, written);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
