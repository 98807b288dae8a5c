package backube.scribe.local.command;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The logs of a resource's attempts. */
final class AttemptLogs {
  private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-([0-9]{1,9})\\.log");

  private AttemptLogs() {}

  /** Log of one attempt. */
  record Log(long run, int round, Path file) {}

  /** All that are kept, oldest first. */
  static List<Log> of(StatePaths paths, ResourceKey key) throws IOException {
    List<Log> logs = new ArrayList<>();
    Path folder = paths.logs(key);
    if (!Files.isDirectory(folder)) {
      return logs;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          logs.add(new Log(Long.parseLong(name.group(1)), Integer.parseInt(name.group(2)), file));
        }
      }
    }
    logs.sort(Comparator.comparingLong(Log::run).thenComparingInt(Log::round));
    return logs;
  }
}
