package backube.scribe.local.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of the output of a copy, for messages. */
final class LogLines {
  private static final int READ = 8 * 1024;

  private LogLines() {}

  static List<String> last(Path log, int count) throws IOException {
    try (InputStream stream = Files.newInputStream(log)) {
      stream.skipNBytes(Math.max(0, Files.size(log) - READ));
      List<String> lines =
          new String(stream.readNBytes(READ), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
  }
}
