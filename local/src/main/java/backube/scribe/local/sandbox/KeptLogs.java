package backube.scribe.local.sandbox;

import backube.scribe.local.state.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Logs that outlive their attempts: the newest few of a resource. */
final class KeptLogs {
  private static final int KEPT = 10;

  private final Path folder;

  KeptLogs(Path folder) {
    this.folder = folder;
  }

  /** Keeps the log of an attempt that is about to start. */
  void keep(Path attempt) throws IOException {
    DurableFile.createFolders(folder);
    Path name = folder.resolve(attempt.getFileName() + ".log");
    if (Files.notExists(name)) {
      Files.createLink(name, attempt.resolve("log"));
    }
    List<Path> logs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.log")) {
      entries.forEach(logs::add);
    }
    logs.sort(
        Comparator.comparingLong((Path log) -> number(log, 0))
            .thenComparing(log -> number(log, 1)));
    for (int i = 0; i < logs.size() - KEPT; i++) {
      Files.deleteIfExists(logs.get(i));
    }
  }

  /** Run (0) or round (1) of a log that is called RUN-ROUND.log; others go first. */
  private static long number(Path log, int part) {
    String[] numbers = log.getFileName().toString().split("[-.]", 3);
    return numbers.length == 3 && numbers[part].matches("[0-9]{1,18}")
        ? Long.parseLong(numbers[part])
        : 0;
  }
}
