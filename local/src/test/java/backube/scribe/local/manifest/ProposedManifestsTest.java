package backube.scribe.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.ReplicationSourceSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manifests of the project's proposal as they stand there. */
class ProposedManifestsTest {
  private static final Path PROPOSED =
      Path.of("src/test/resources/backube/scribe/local/manifest/proposed").toAbsolutePath();

  @Test
  void theSourceParsesWithAWarningAboutItsGroup() {
    ManifestIndex.Scan scan = scan("source.yaml");

    assertThat(problems(scan))
        .containsExactly(
            "source.yaml:2: document 1, ReplicationSource: apiVersion: found scribe/v1alpha1,"
                + " taken for scribe.backube/v1alpha1");
    Manifest.Replication source = scan.fresh().get(0);
    assertThat(source.key()).hasToString("ReplicationSource myns/source");
    ReplicationSourceSpec spec = (ReplicationSourceSpec) source.spec();
    assertThat(spec.sourcePvc()).isEqualTo("pvcname");
    assertThat(spec.trigger().schedule()).isEqualTo("0 * * * *");
    Map<?, ?> restic = (Map<?, ?>) spec.sections().get("restic");
    assertThat(restic.keySet().toString()).isEqualTo("[pruneIntervalDays, repository, retain]");
    assertThat(restic.get("repository")).isNull();
  }

  @Test
  void theDestinationParses() {
    ManifestIndex.Scan scan = scan("destination.yaml");

    assertThat(problems(scan)).isEmpty();
    assertThat(scan.fresh())
        .singleElement()
        .extracting(destination -> destination.key().toString())
        .isEqualTo("ReplicationDestination default/dest-sample");
  }

  @Test
  void theSecretIsToldEverythingThatItLacks() {
    String text = "the value is not base64; plain text belongs under stringData";

    assertThat(problems(scan("secret.yaml")))
        .containsExactly(
            "secret.yaml:5: document 1, Secret default/resticRepo: metadata.name: found"
                + " \"resticRepo\"; a name has at most 253 lower-case letters, digits, '-' and"
                + " '.', and begins and ends with a letter or digit, such as restic-repo",
            "secret.yaml:9: document 1, Secret default/resticRepo: data.RESTIC_REPOSITORY: " + text,
            "secret.yaml:11: document 1, Secret default/resticRepo: data.RESTIC_PASSWORD: " + text,
            "secret.yaml:14: document 1, Secret default/resticRepo: data.AWS_ACCESS_KEY_ID: "
                + text,
            "secret.yaml:15: document 1, Secret default/resticRepo: data.AWS_SECRET_ACCESS_KEY: "
                + text);
  }

  private static ManifestIndex.Scan scan(String file) {
    return new ManifestIndex(List.of(PROPOSED.resolve(file)), new byte[0], Clock.systemUTC())
        .scan();
  }

  private static List<String> problems(ManifestIndex.Scan scan) {
    return scan.problems().stream()
        .map(problem -> problem.toString().replace(PROPOSED + "/", ""))
        .toList();
  }
}
