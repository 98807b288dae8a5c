package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Manifests that can't be read: a known resource stays as it was, and says so. */
@Execution(ExecutionMode.CONCURRENT)
class BadManifestTest {
  private static final String GOOD = Manifests.source("photos", "manual: first");

  private final EmbeddedRig rig = EmbeddedRig.create();
  private final Repository repository = rig.repository("repo");
  private final Path file = rig.path("manifests/ReplicationSource-photos.yaml");

  @BeforeEach
  void fill() {
    rig.volume("photos").write("one", "precious");
    rig.apply(GOOD);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Told sync() {
    return Told.bySync(rig, source("photos"));
  }

  private void invalid(Told told, String words) {
    told.onTerminal(2, "no usable manifest of resource photos", words);
    Status.Condition condition = told.status().condition("ManifestUsable").orElseThrow();
    assertThat(condition.status()).isFalse();
    assertThat(condition.reason()).isEqualTo("InvalidManifest");
    assertThat(condition.message()).contains(words);
    assertThat(rig.scribe("get").out()).contains("Synchronized,InvalidManifest");
  }

  @Test
  void duplicateKeysAndTwoDocumentsOfOneName() throws IOException {
    sync().well();
    Untouched world = Untouched.as(rig);

    Files.writeString(file, GOOD + "    repository: another\n");
    invalid(sync(), "spec.restic.repository: duplicate key, first used in line 9; remove one");
    world.check();

    Files.writeString(file, GOOD + "---\n" + GOOD.replace("first", "second"));
    invalid(sync(), "the same object is in " + file + ", document 1 too; neither is used until");
    world.check();

    Files.writeString(file, GOOD);
    assertThat(sync().well().status().condition("ManifestUsable")).isEmpty();
    repository.check();
  }

  @Test
  void anUnknownResourceWithSuchAManifestIsNotMade() throws IOException {
    Files.writeString(file, GOOD + "    repository: another\n");
    Untouched world = Untouched.as(rig);
    sync().onTerminal(2, file + ":11: document 1: spec.restic.repository: duplicate key");
    world.check();
    assertThat(rig.path("state/resources/default")).doesNotExist();
  }

  @Test
  void yamlBombsAndTextThatIsNotUtf8HarmNobodyElse() throws IOException {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      String before = "*" + (char) (c - 1);
      bomb.append("%1$s: &%1$s [%2$s,%2$s,%2$s,%2$s,%2$s,%2$s,%2$s,%2$s]%n".formatted(c, before));
    }
    Files.writeString(rig.path("manifests/bomb.yaml"), bomb);
    Files.write(
        rig.path("manifests/latin.yaml"), "a: b\u00e4r".getBytes(StandardCharsets.ISO_8859_1));

    Told told = sync().well();
    assertThat(told.ended().err())
        .contains("bomb.yaml: too many aliases: at most 50 of lists and objects are allowed")
        .contains("latin.yaml: can't be read: not UTF-8 text");
    assertThat(repository.snapshots()).hasSize(1);
  }
}
