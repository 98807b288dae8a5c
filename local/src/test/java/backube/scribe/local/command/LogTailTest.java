package backube.scribe.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;

  @Test
  void givesEachLineOnceAndOnlyWhenItIsFinished() throws IOException {
    Path file = folder.resolve("log");
    LogTail tail = new LogTail(file);
    assertThat(tail.next()).isEmpty();

    append(file, "one\ntw");
    assertThat(tail.next()).containsExactly("one");
    assertThat(tail.next()).isEmpty();
    append(file, "o\n\nthr");
    assertThat(tail.next()).containsExactly("two", "");
    append(file, "ee");
    assertThat(tail.next()).isEmpty();

    assertThat(tail.rest()).containsExactly("three");
    assertThat(tail.rest()).isEmpty();
  }

  @Test
  void aCharacterThatIsWrittenInTwoPiecesIsNotBroken() throws IOException {
    Path file = folder.resolve("log");
    LogTail tail = new LogTail(file);
    byte[] line = "größe\n".getBytes(StandardCharsets.UTF_8);
    for (byte one : line) {
      Files.write(file, new byte[] {one}, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (one != '\n') {
        assertThat(tail.next()).isEmpty();
      }
    }

    assertThat(tail.next()).containsExactly("größe");
  }

  @Test
  void aLineWithoutEndIsCut() throws IOException {
    Path file = folder.resolve("log");
    append(file, "x".repeat(200_000));

    assertThat(new LogTail(file).next()).hasSize(3).allMatch(line -> line.length() == 65536);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
