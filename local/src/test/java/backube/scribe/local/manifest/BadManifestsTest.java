package backube.scribe.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in {@code bad/} begins with the problem that it must cause, and must be no use. */
class BadManifestsTest {
  private static final Path BAD = Path.of("src/test/resources/backube/scribe/local/manifest/bad");
  private static final String EXPECTED = "# = ";

  @TempDir Path folder;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedWithAMessageThatNamesTheField(Path file) throws IOException {
    String expected = Files.readAllLines(file).get(0);
    assertThat(expected).startsWith(EXPECTED);
    ManifestIndex index = index(file.toAbsolutePath());

    ManifestIndex.Scan scan = index.scan();

    String place = file.toAbsolutePath().getParent() + "/";
    assertThat(scan.problems())
        .extracting(problem -> problem.toString().replace(place, ""))
        .containsExactly(expected.substring(EXPECTED.length()));
    assertThat(scan.fresh()).isEmpty();
    assertThat(index.resources()).isEmpty();
  }

  @Test
  void aSecretIsNeverQuoted() throws IOException {
    ManifestIndex index = index(BAD.resolve("plain-secret.yaml").toAbsolutePath());

    assertThat(index.scan().problems()).hasSize(1).noneMatch(p -> p.toString().contains("top"));
  }

  @Test
  void aFileThatIsNotUtf8IsNamed() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});

    assertThat(index(folder).scan().problems())
        .extracting(Problem::toString)
        .containsExactly(file + ": can't be read: not UTF-8 text");
  }

  @Test
  void aControlCharacterIsNamed() throws IOException {
    Path file = folder.resolve("control.yaml");
    Files.writeString(file, "a: 1\nb: \u0007\n");

    assertThat(index(folder).scan().problems())
        .extracting(Problem::toString)
        .containsExactly(file + ":2: not YAML: the character U+0007 is not allowed");
  }

  @Test
  void aFileThatIsTooLargeIsNamed() throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "# ".repeat(ManifestFiles.MAX_BYTES));

    assertThat(index(folder).scan().problems())
        .extracting(Problem::toString)
        .containsExactly(file + ": can't be read: larger than 8 MiB");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("nowhere");

    assertThat(index(missing).scan().problems())
        .extracting(Problem::toString)
        .containsExactly(missing + ": can't be read: no such file or folder");
  }

  private static ManifestIndex index(Path root) {
    return new ManifestIndex(List.of(root), new byte[0], Clock.systemUTC());
  }
}
