package backube.scribe.core.plugin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What can be said of a plugin's jar without loading a class of it.
 *
 * @param id its {@code Plugin-Id}
 * @param version its {@code Plugin-Version}
 */
record JarContent(String id, String version) {
  private static final int MAX_ENTRIES = 50_000;
  private static final long MAX_NESTED = 256L << 20;

  /** Reads and checks a jar. */
  static JarContent read(Path file) throws PluginRefused {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new PluginRefused("it has no META-INF/MANIFEST.MF; one with Plugin-Id is needed");
      }
      Attributes main = manifest.getMainAttributes();
      String id = entry(main, "Plugin-Id", "restic");
      String version = entry(main, "Plugin-Version", "1.0.0");
      SpiVersion.check(entry(main, "Plugin-Requires", ">=0.1.0 & <0.2.0"));
      refuse(main, "Plugin-Dependencies", "a mover's plugin stands alone");
      refuse(main, "Plugin-Class", "a mover is an extension without a life of its own");
      refuse(main, "Class-Path", "a plugin is one jar");
      entries(jar);
      return new JarContent(id, version);
    } catch (IOException | RuntimeException e) {
      throw new PluginRefused(
          "it can't be read as a jar: "
              + (e instanceof IOException ? e.getMessage() : PluginRefused.describe(e)));
    }
  }

  private static String entry(Attributes main, String name, String example) throws PluginRefused {
    String value = main.getValue(name);
    if (value == null || value.isBlank()) {
      throw new PluginRefused(
          "its manifest lacks %s; an entry like '%s: %s' is needed".formatted(name, name, example));
    }
    return value.trim();
  }

  private static void refuse(Attributes main, String name, String why) throws PluginRefused {
    String value = main.getValue(name);
    if (value != null && !value.isBlank()) {
      throw new PluginRefused(
          "its manifest has %s: %s, and %s; remove the entry".formatted(name, value, why));
    }
  }

  private static void entries(JarFile jar) throws IOException, PluginRefused {
    Enumeration<JarEntry> entries = jar.entries();
    for (int count = 1; entries.hasMoreElements(); count++) {
      JarEntry entry = entries.nextElement();
      if (count > MAX_ENTRIES) {
        throw new PluginRefused("it has more than " + MAX_ENTRIES + " entries");
      }
      if (entry.getName().startsWith(PluginFiles.FOLDER)) {
        continue; // for the container: never on the class path
      }
      check(entry.getName());
      if (entry.getName().endsWith(".jar")) {
        try (InputStream in = jar.getInputStream(entry)) {
          nested(entry.getName(), in);
        }
        throw new PluginRefused(
            "it holds the jar %s, which is not looked into; put its classes beside the plugin's own"
                .formatted(entry.getName()));
      }
    }
  }

  private static void nested(String name, InputStream in) throws IOException, PluginRefused {
    ZipInputStream zip = new ZipInputStream(new Bounded(in));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Optional<String> found = AllowedPackages.ofEntry(entry.getName());
      if (found.isPresent()) {
        throw brings(found.get(), name + "!/" + entry.getName());
      }
    }
  }

  private static void check(String entry) throws PluginRefused {
    Optional<String> found = AllowedPackages.ofEntry(entry);
    if (found.isPresent()) {
      throw brings(found.get(), entry);
    }
  }

  private static PluginRefused brings(String packageName, String entry) {
    return new PluginRefused(
        "it brings classes of %s along (%s); that package is the controller's: use scope provided"
            .formatted(packageName, entry));
  }

  /** Ends a nested jar that unpacks to too much. */
  private static final class Bounded extends FilterInputStream {
    private long left = MAX_NESTED;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      return count(value < 0 ? value : 1) < 0 ? -1 : value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return count(super.read(buffer, offset, length));
    }

    private int count(int bytes) throws IOException {
      left -= Math.max(bytes, 0);
      if (left < 0) {
        throw new IOException("a jar within it is too large");
      }
      return bytes;
    }
  }
}
