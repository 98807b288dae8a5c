package backube.scribe.movers.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Requirements;
import backube.scribe.testkit.PlanFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sections may not say, with the words that users read. */
class SectionProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ReplicationSource | {} | path=address, message=must name the host to connect to",
        "ReplicationSource | {address: ' '} | path=address, message=must name the host to connect to",
        "ReplicationSource | {address: 'a:22'} | path=address, message=expected the name or the IP address of a host, without a port, found",
        "ReplicationSource | {address: '-oProxyCommand=x'} | path=address, message=expected the name",
        "ReplicationSource | {address: a, bandwidthLimit: '10'} | bandwidthLimit: expected a number with K, M or G, such as 10M, found",
        "ReplicationSource | {address: a, port: 0} | path=port, message=expected 1 to 65535, found 0",
        "ReplicationSource | {address: a, port: 65536} | port: expected a whole number from 0 to 65535, found 65536",
        "ReplicationSource | {address: a, parallelism: 65} | parallelism: expected a whole number from 1 to 64, found 65",
        "ReplicationDestination | {port: 0} | path=port, message=expected 1 to 65535, found 0",
        "ReplicationDestination | {volumeMode: Raw} | volumeMode: expected Block or Filesystem, found",
        "ReplicationDestination | {serviceType: Headless} | serviceType: expected one of",
      })
  void isNotAllowedInEither(String kind, String section, String message) {
    refused(new RsyncMover(), kind, section, message);
    refused(new RsyncTlsMover(), kind, section, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ReplicationDestination | {address: a} | path=address, message=a destination listens",
        "ReplicationSource | {address: a, keyType: DSA} | keyType: expected one of Ed25519, RSA",
      })
  void isNotAllowedOverSsh(String kind, String section, String message) {
    refused(new RsyncMover(), kind, section, message);
  }

  @Test
  void whatHasNoEffectIsWarnedOf() {
    assertThat(destination(Optional.of("/srv"), Optional.of("backup")))
        .extracting(warning -> warning.path() + ": " + warning.message())
        .containsExactly(
            "path: has no effect, the volume as a whole is sent; remove it",
            "sshUser: has no effect, the user is always root; remove it");
    assertThat(destination(Optional.of(""), Optional.of("root"))).isEmpty();
    assertThat(destination(Optional.empty(), Optional.empty())).isEmpty();
    assertThat(source(Optional.of("ClusterIP")))
        .extracting(Requirements.Problem::path)
        .containsExactly("serviceType");
    assertThat(source(Optional.empty())).isEmpty();
  }

  private static List<Requirements.Problem> destination(
      Optional<String> path, Optional<String> sshUser) {
    return SshDestination.SIDE
        .requirements(
            new SshDestinationSection(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                path,
                sshUser,
                Optional.empty(),
                Optional.empty()))
        .warnings();
  }

  private static List<Requirements.Problem> source(Optional<String> serviceType) {
    return SshSource.SIDE
        .requirements(
            new SshSourceSection(
                Optional.empty(),
                Optional.empty(),
                Optional.of("host"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                serviceType,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .warnings();
  }

  private static void refused(DataMover mover, String kind, String section, String message) {
    String volume =
        kind.equals("ReplicationSource")
            ? "{copyMethod: Direct, "
            : "{copyMethod: Direct, destinationPVC: data, ";
    String facts = "kind: %s%nsection: %s%s".formatted(kind, volume, section.substring(1));
    assertThatThrownBy(() -> PlanFacts.read(facts).plan(mover))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }
}
