package backube.scribe.local.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.References.Content;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.secret.SecretStore.Found;
import backube.scribe.local.state.StatePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated Secrets of one machine: files of their owner, which resources find by their name. */
class KeptSecretsTest {
  private static final Replication OWNER = Owned.by("one", "1");
  private static final String NAME = "scribe-toy-dst-main-one";

  @TempDir Path folder;
  private final Map<String, Content> manifests = new HashMap<>();
  private KeptSecrets secrets;
  private StatePaths paths;

  @BeforeEach
  void open() throws Exception {
    paths = new StatePaths(folder);
    Files.createDirectories(paths.resource(OWNER.key()));
    secrets =
        new KeptSecrets(paths, (namespace, ref) -> Optional.ofNullable(manifests.get(ref.name())));
  }

  private String value(String key) {
    return new String(secrets.read(OWNER, NAME).orElseThrow().data().get(key), UTF_8);
  }

  @Test
  void namesTellTheMoverTheDirectionAndTheRole() {
    assertThat(secrets.names(OWNER, "toy", "main")).containsExactly(NAME);
    assertThat(secrets.names(OWNER, "rsyncTLS", "")).containsExactly("scribe-rsync-tls-dst-one");
  }

  @Test
  void itIsKeptWhereOnlyItsOwnerReads() throws Exception {
    secrets.create(OWNER, NAME, Map.of("key", "secret".getBytes(UTF_8)));
    assertThat(value("key")).isEqualTo("secret");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(paths.secret(OWNER.key(), NAME))))
        .isEqualTo("rw-------");
  }

  @Test
  void otherResourcesOfTheNamespaceFindItByItsName() {
    secrets.create(OWNER, NAME, Map.of("key", "secret".getBytes(UTF_8)));
    KnownReferences references =
        new KnownReferences(
            (namespace, ref) -> Optional.ofNullable(manifests.get(ref.name())), secrets);
    assertThat(references.read("web", Ref.secret(NAME)).orElseThrow().data()).containsKey("key");
    assertThat(references.read("other", Ref.secret(NAME))).isEmpty();
    assertThat(references.read("web", Ref.configMap(NAME))).isEmpty();
  }

  @Test
  void aKeyIsSetAndTheOthersStay() {
    secrets.create(OWNER, NAME, Map.of("one", "1".getBytes(UTF_8)));
    Found before = secrets.read(OWNER, NAME).orElseThrow();
    secrets.set(OWNER, NAME, Map.of("two", "2".getBytes(UTF_8)));
    assertThat(value("one") + value("two")).isEqualTo("12");
    assertThat(secrets.read(OWNER, NAME).orElseThrow().version()).isNotEqualTo(before.version());
  }

  @Test
  void aUsersSecretOfThatNameIsNotOurs() {
    manifests.put(NAME, new Content("1", Map.of("key", "mine".getBytes(UTF_8))));
    assertThat(secrets.read(OWNER, NAME).map(Found::ours)).hasValue(false);
  }

  @Test
  void thatOfANamesakeThatWasDeletedDoesNotCount() {
    secrets.create(OWNER, NAME, Map.of("key", "old".getBytes(UTF_8)));
    assertThat(secrets.read(Owned.by("one", "2"), NAME)).isEmpty();
  }
}
