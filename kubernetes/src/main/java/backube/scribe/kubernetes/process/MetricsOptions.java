package backube.scribe.kubernetes.process;

import backube.scribe.kubernetes.endpoint.CertificateFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How metrics are served.
 *
 * @param at where; empty if nowhere
 * @param secure whether by HTTPS
 * @param requireRbac whether only those who may get {@code /metrics} are answered
 * @param certificate to serve with; empty for one that is made at the start
 * @param javaHome of the runtime, whose tool makes that one
 * @param password that nobody can guess, for that one while it is handed over
 */
public record MetricsOptions(
    Optional<InetSocketAddress> at,
    boolean secure,
    boolean requireRbac,
    Optional<CertificateFiles> certificate,
    Path javaHome,
    String password) {
  @Override
  public String toString() {
    return "MetricsOptions[" + at + "]";
  }
}
