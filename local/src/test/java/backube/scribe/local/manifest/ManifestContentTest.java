package backube.scribe.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Ref;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets among other documents of their file. */
class ManifestContentTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private ManifestIndex index;

  @BeforeEach
  void open() {
    index = new ManifestIndex(List.of(folder), new byte[0], Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# first\n---\n",
        "kind: Other\napiVersion: v1\nmetadata: {name: other}\n---\n",
        "kind: Other\r\napiVersion: v1\r\nmetadata: {name: other}\r\n---\r\n",
        "# a line\u2028# another\u0085# and one\n---\n",
        "---\n---\n# empty\n--- # the next\n",
        "--- {kind: Other, apiVersion: v1, metadata: {name: other}}\n...\n# between\n--- \n"
      })
  void aSecretIsReadWhateverStandsAroundIt(String before) throws IOException {
    for (String after : List.of("", "---\n" + secret("other", "second"), "...\n# the end\n")) {
      write(before + secret("repo", "first") + after);
      index.scan();

      assertThat(password("repo")).contains("first");
      assertThat(password("other"))
          .isEqualTo(after.contains("other") ? Optional.of("second") : Optional.empty());
    }
  }

  @Test
  void aSecretInAFileThatChangedSinceTheScanIsReadAsItIsNow() throws IOException {
    write(secret("other", "one") + "---\n" + secret("repo", "one"));
    index.scan();
    write("# two\n---\n# lines\n---\n" + secret("repo", "two") + "---\n" + secret("other", "one"));

    assertThat(password("repo")).contains("two");
  }

  @Test
  void aSecretIsReadFromAFileThatHoldsABrokenDocument() throws IOException {
    write(secret("other", "one") + "surplus: field\n---\n" + secret("repo", "one"));
    index.scan();

    assertThat(password("other")).isEmpty();
    assertThat(password("repo")).contains("one");
  }

  @Test
  void readingASecretDoesNotParseTheOtherDocumentsOfItsFile() throws IOException {
    StringBuilder text = new StringBuilder(secret("repo", "one"));
    IntStream.range(0, 500).forEach(i -> text.append("---\n").append(secret("s" + i, "x")));
    write(text.toString());
    index.scan();
    password("repo"); // loads classes

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(password("repo")).contains("one");

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(20L * text.length());
  }

  private Optional<String> password(String name) {
    return index
        .content(Ref.Kind.SECRET, "default", name)
        .map(found -> found.content().data().get("PASSWORD"))
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  private static String secret(String name, String password) {
    return "stringData: {PASSWORD: %s}\napiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n"
        .formatted(password, name);
  }

  /** Writes the file as if that had happened an hour ago. */
  private void write(String text) throws IOException {
    Path file = folder.resolve("all.yaml");
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.from(NOW.minus(Duration.ofHours(1)).plusMillis(text.length())));
  }
}
