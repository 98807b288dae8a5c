package backube.scribe.e2e.embedded;

import backube.scribe.e2e.tool.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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

  /** Puts the plugin of {@link MailMover} there. */
  void mail() throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    Path classes =
        Path.of("target/test-classes", MailMover.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("MailMover")).toList()) {
        content.put(
            MailMover.class.getPackageName().replace('.', '/') + "/" + file.getFileName(),
            Files.readAllBytes(file));
      }
    }
    content.put("META-INF/extensions.idx", bytes(MailMover.class.getName() + "\n"));
    content.put("image/entry.sh", bytes(MailMover.SCRIPT));
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Plugin-Id", "mail");
    attributes.putValue("Plugin-Version", "1.0.0");
    attributes.putValue("Plugin-Requires", ">=0.1.0 & <0.2.0");
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("mail.jar")), manifest)) {
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
