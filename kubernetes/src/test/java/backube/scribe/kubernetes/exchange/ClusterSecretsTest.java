package backube.scribe.kubernetes.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.secret.SecretStore.Found;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.dialect.InEachDialect;
import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.RecordingApi;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Generated Secrets on a cluster: names, ownership, content. */
class ClusterSecretsTest {
  private static final ObjectGoldens SECRETS = ObjectGoldens.of("secrets");
  private static final Replication OWNER = Owners.destination("photos");

  @AutoClose private final RecordingApi api = new RecordingApi();

  @InEachDialect
  void oneIsMadeWholeAndBelongsToItsResource(Dialect dialect) {
    ClusterSecrets secrets = new ClusterSecrets(api.client(), dialect);
    String name = secrets.names(OWNER, "rsync", "main").get(0);
    secrets.create(OWNER, name, Map.of("note", "hello".getBytes(UTF_8)));
    SECRETS.same(dialect, "main", api.made("Secret"));
    assertThat(secrets.read(OWNER, name).map(Found::ours)).hasValue(true);
  }

  @Test
  void itsNamesAreThoseOfVolSync() {
    ClusterSecrets secrets = new ClusterSecrets(api.client(), Dialect.VOLSYNC);
    assertThat(secrets.names(OWNER, "rsync", "main"))
        .containsExactly("volsync-rsync-dst-main-photos");
    assertThat(secrets.names(Owners.source("photos"), "rsync", "dest"))
        .containsExactly("volsync-rsync-src-dest-photos");
    assertThat(secrets.names(OWNER, "rsyncTLS", ""))
        .as("VolSync's own is still known, but no source and destination share a new one")
        .containsExactly("volsync-rsync-tls-dst-photos", "volsync-rsync-tls-photos");
  }

  @Test
  void whatTheResourceHadFromItsFormerControllerIsItsOwn() {
    api.has(secret("volsync-rsync-tls-photos", OWNER.uid()));
    ClusterSecrets secrets = new ClusterSecrets(api.client(), Dialect.VOLSYNC);
    Found found = secrets.read(OWNER, "volsync-rsync-tls-photos").orElseThrow();
    assertThat(found.ours()).isTrue();
    assertThat(found.data()).containsEntry("psk.txt", "x".getBytes(UTF_8));
  }

  @Test
  void whatBelongsToAnotherIsNot() {
    api.has(secret("volsync-rsync-tls-photos", "another"));
    ClusterSecrets secrets = new ClusterSecrets(api.client(), Dialect.VOLSYNC);
    assertThat(secrets.read(OWNER, "volsync-rsync-tls-photos").map(Found::ours)).hasValue(false);
  }

  private static Secret secret(String name, String owner) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName(name)
        .withResourceVersion("1")
        .addNewOwnerReference()
        .withApiVersion("volsync.backube/v1alpha1")
        .withKind("ReplicationDestination")
        .withName("photos")
        .withUid(owner)
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withData(Map.of("psk.txt", "eA=="))
        .build();
  }
}
