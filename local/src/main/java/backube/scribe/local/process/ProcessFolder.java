package backube.scribe.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Layout of the directory of a process. What is in it survives a power cut or is missing; half a
 * file counts as missing.
 *
 * @param directory absolute
 */
public record ProcessFolder(Path directory) {
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
    return directory.resolve("exit");
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
