package backube.scribe.e2e.embedded;

import backube.scribe.e2e.tool.Installation;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A folder of plugins, filled with the restic mover's jar or what becomes of it. */
final class PluginFolder {
  private final Path folder;

  PluginFolder(Path folder) throws IOException {
    this.folder = Files.createDirectory(folder);
  }

  /** Changes the content of a jar. */
  @FunctionalInterface
  interface Change {
    void of(Path root) throws IOException;
  }

  Path folder() {
    return folder;
  }

  /** Puts the mover's jar there, as it was packaged. */
  Path restic(String name) throws IOException {
    try (Stream<Path> jars = Files.list(Installation.home().resolve("plugins"))) {
      Path jar =
          jars.filter(file -> file.getFileName().toString().startsWith("scribe-mover-restic"))
              .findFirst()
              .orElseThrow();
      return Files.copy(jar, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Puts a changed one there. */
  void restic(String name, Change change) throws IOException {
    try (FileSystem content = FileSystems.newFileSystem(restic(name))) {
      change.of(content.getPath("/"));
    }
  }

  /** Puts one there whose container does something else. */
  void resticThatRuns(String script) throws IOException {
    restic(
        "restic.jar",
        root -> Files.writeString(root.resolve("image/entry.sh"), "#!/bin/bash\n" + script));
  }
}
