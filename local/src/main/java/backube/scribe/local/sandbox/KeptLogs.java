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
    logs.sort(Comparator.comparing(Path::toString));
    for (int i = 0; i < logs.size() - KEPT; i++) {
      Files.deleteIfExists(logs.get(i));
    }
  }
}
