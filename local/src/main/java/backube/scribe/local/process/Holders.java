package backube.scribe.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that have a file open, from {@code /proc}. Whoever holds the lock of a process is
 * its supervisor or belongs to its command, so a signal to a holder never hits a stranger that got
 * the number of one that died.
 */
final class Holders {
  private static final Path PROC = Path.of("/proc");

  private Holders() {}

  /**
   * A process.
   *
   * @param init whether it is the first process of a sandbox, with which all others in it end
   */
  record Holder(long pid, boolean init) {}

  /** Who has the file open now. */
  static List<Holder> of(Path file) {
    List<Holder> holders = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (opened(process, file.toString())) {
          holders.add(new Holder(Long.parseLong(process.getFileName().toString()), init(process)));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return holders; // a process ended meanwhile, the others are looked at next time
    }
    return holders;
  }

  private static boolean opened(Path process, String file) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (file.equals(target(descriptor))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false; // ended, or of another user
    }
    return false;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  /** Whether it is number 1 in a process namespace below ours. */
  private static boolean init(Path process) {
    try {
      return Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> line.startsWith("NSpid:"))
          .map(line -> line.strip().split("\\s+"))
          .anyMatch(numbers -> numbers.length > 2 && numbers[numbers.length - 1].equals("1"));
    } catch (IOException e) {
      return false;
    }
  }
}
