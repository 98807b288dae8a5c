package backube.scribe.testkit;

import backube.scribe.api.mover.DataMover;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plugin, loaded by the controller's own host from a folder that holds nothing else. */
public final class LoadedPlugin implements AutoCloseable {
  private final Path folder;
  private final PluginHost host;

  private LoadedPlugin(Path folder) {
    this.folder = folder;
    this.host = PluginHost.load(List.of(folder));
  }

  /**
   * Loads a copy of a plugin's jar.
   *
   * @throws AssertionError if the host refuses it; the message says why
   */
  public static LoadedPlugin jar(Path jar) {
    return load(target -> Files.copy(jar, target.resolve(name(jar))));
  }

  /**
   * Packs a folder of classes and resources into a jar and loads that, for tests that run before
   * the build packs it.
   *
   * @param manifest the entries that the build writes, {@code Plugin-Id} and so on
   * @throws AssertionError if the host refuses it; the message says why
   */
  public static LoadedPlugin classes(Path classes, Map<String, String> manifest) {
    return load(target -> pack(classes, manifest, target.resolve("packed.jar")));
  }

  /** Its only mover. */
  public DataMover mover() {
    List<InstalledMover> movers = host.catalog().movers();
    if (movers.size() != 1) {
      throw new AssertionError("expected one mover, found " + host.catalog().names());
    }
    return movers.get(0).mover();
  }

  /** What the controller sees of it. */
  public MoverCatalog catalog() {
    return host.catalog();
  }

  @Override
  public void close() {
    host.close();
    delete(folder);
  }

  private static LoadedPlugin load(Filling filling) {
    try {
      Path folder = Files.createTempDirectory("plugins");
      filling.fill(folder);
      LoadedPlugin plugin = new LoadedPlugin(folder);
      if (!plugin.catalog().refused().isEmpty()) {
        plugin.close();
        throw new AssertionError(
            plugin.catalog().refused().stream()
                .map(refused -> refused.file() + " is refused: " + refused.message())
                .collect(Collectors.joining("; ")));
      }
      return plugin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Filling {
    void fill(Path folder) throws IOException;
  }

  private static void pack(Path classes, Map<String, String> entries, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          packed.putNextEntry(new JarEntry(name));
          Files.copy(file, packed);
        }
      }
    }
  }

  private static String name(Path jar) {
    return String.valueOf(jar.getFileName());
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
