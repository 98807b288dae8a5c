package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads plugins. A plugin is a jar; it is taken whole or refused whole, and what one does wrong
 * touches no other. If two have one id, or offer movers of one name, the first stays: first in the
 * order of the folders, then by file name. Nothing is ever written into a folder.
 *
 * <p>Exceptions, linkage errors and nonsense are contained. A plugin that ends the process or eats
 * all memory is not: it shares the process.
 */
public final class PluginHost implements AutoCloseable {
  private final List<JarPlugin> open = new ArrayList<>();
  private final Map<String, String> fileOfId = new LinkedHashMap<>();
  private final Map<String, InstalledMover> movers = new LinkedHashMap<>();
  private final List<RefusedPlugin> refused = new ArrayList<>();
  private final ClassLoader parent = new AllowedPackages.Parent(DataMover.class.getClassLoader());

  private PluginHost() {}

  /**
   * Loads every {@code *.jar} of the folders; other files are left alone. Does not fail: a folder
   * that can't be read is refused like a plugin.
   */
  public static PluginHost load(List<Path> folders) {
    PluginHost host = new PluginHost();
    for (Path folder : folders) {
      host.folder(folder);
    }
    return host;
  }

  /**
   * The mover as the controller would use it if a plugin had brought it: checked, with functions
   * that throw nothing but {@link MoverDefect}.
   *
   * @throws IllegalArgumentException if it would be refused; the message says why
   */
  public static DataMover checked(DataMover mover) {
    try {
      return MoverCheck.of(mover, "not packed");
    } catch (PluginRefused e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What was loaded and what was refused. */
  public MoverCatalog catalog() {
    return new MoverCatalog(
        movers.values().stream().sorted(Comparator.comparing(InstalledMover::name)).toList(),
        refused);
  }

  /** Unloads all plugins; their movers must not be used any more. */
  @Override
  public void close() {
    open.forEach(JarPlugin::close);
  }

  private void folder(Path folder) {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
    } catch (IOException e) {
      refused.add(
          new RefusedPlugin(
              folder.toString(),
              "it can't be read as a folder of plugins: " + PluginRefused.describe(e)));
      return;
    }
    for (Path file : files) {
      try {
        plugin(file);
      } catch (PluginRefused e) {
        refused.add(new RefusedPlugin(file.getFileName().toString(), message(e)));
      }
    }
  }

  private void plugin(Path file) throws PluginRefused {
    String name = file.getFileName().toString();
    JarContent content = JarContent.read(file);
    @Nullable String other = fileOfId.get(content.id());
    if (other != null) {
      throw new PluginRefused(
          "its Plugin-Id %s is that of %s, which is used; remove one of the two"
              .formatted(content.id(), other));
    }
    JarPlugin plugin = new JarPlugin(file, parent);
    try {
      Map<String, InstalledMover> offered = offered(plugin.load(), content, file);
      fileOfId.put(content.id(), name);
      movers.putAll(offered);
      open.add(plugin);
    } catch (PluginRefused e) {
      plugin.close();
      throw e;
    }
  }

  private Map<String, InstalledMover> offered(JarPlugin plugin, JarContent content, Path file)
      throws PluginRefused {
    Map<String, InstalledMover> offered = new LinkedHashMap<>();
    for (DataMover mover : Extensions.of(plugin)) {
      ResolvedMover resolved = MoverCheck.of(mover, content.id() + " " + content.version());
      String name = resolved.name();
      @Nullable InstalledMover other = movers.get(name);
      if (other != null) {
        throw new PluginRefused(
            "its mover %s is offered by %s, too, which is used; remove one of the two"
                .formatted(name, other.file().getFileName()));
      }
      InstalledMover installed =
          new InstalledMover(name, resolved, content.id(), content.version(), file);
      if (offered.put(name, installed) != null) {
        throw new PluginRefused("it offers two movers named " + name + "; names must differ");
      }
    }
    return offered;
  }

  private static String message(PluginRefused refused) {
    return String.valueOf(refused.getMessage());
  }
}
