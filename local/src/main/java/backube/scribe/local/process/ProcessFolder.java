package backube.scribe.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Layout of the directory of a process. What is in it survives a power cut or is missing; half a
 * file counts as missing.
 *
 * @param directory absolute
 */
public record ProcessFolder(Path directory) {
  /** Name of the file with the exit code. */
  static final Path EXIT = Path.of("exit");

  private static final int TAIL = 8 * 1024;

  /** Content that says nothing and takes room on the disk. */
  public static byte[] blank(int size) {
    byte[] blank = new byte[size];
    Arrays.fill(blank, (byte) '\n');
    return blank;
  }

  /** Locked as long as the supervisor, or a process of the command, lives. */
  Path lock() {
    return directory.resolve("lock");
  }

  /** There since the command was started, or was about to be. */
  Path started() {
    return directory.resolve("started");
  }

  /** There since the removal was asked for. */
  Path removed() {
    return directory.resolve("removed");
  }

  Path exit() {
    return directory.resolve(EXIT);
  }

  /** Output of the command. */
  public Path log() {
    return directory.resolve("log");
  }

  /** What the command wrote to file descriptor 8. */
  public Path status() {
    return directory.resolve("status");
  }

  /** What the process makes, if that is files; removed first. */
  public Path data() {
    return directory.resolve("data");
  }

  /** The last lines of the log that are not empty, for messages; none if there is no log. */
  public List<String> lastLines(int count) {
    try (InputStream stream = Files.newInputStream(log())) {
      stream.skipNBytes(Math.max(0, Files.size(log()) - TAIL));
      List<String> lines =
          new String(stream.readNBytes(TAIL), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Exit code of the command; empty while it runs, and for ever if the supervisor was killed. */
  OptionalInt exitCode() {
    try {
      String text = Files.readString(exit(), StandardCharsets.US_ASCII).strip();
      return OptionalInt.of(Integer.parseInt(text));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
