package backube.scribe.core.plugin;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ExtensionFinder;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.RuntimeMode;

/**
 * One plugin in PF4J's hands. Each has a PF4J of its own, so that none can touch another, and none
 * of the files by which PF4J remembers things in the plugin folder.
 */
final class JarPlugin extends DefaultPluginManager implements AutoCloseable {
  private final Path file;
  private final ClassLoader parent;

  JarPlugin(Path file, ClassLoader parent) {
    super(file.toAbsolutePath().getParent());
    this.file = file;
    this.parent = parent;
    setSystemVersion(SpiVersion.CURRENT);
    pluginLoader = loader();
  }

  /** Loads the jar. */
  JarPlugin load() throws PluginRefused {
    try {
      String id = loadPlugin(file);
      if (startPlugin(id) != PluginState.STARTED) {
        throw new PluginRefused("PF4J can't start it: " + getPlugin(id).getPluginState());
      }
      return this;
    } catch (RuntimeException | LinkageError e) {
      throw PluginRefused.threw("it", e.getCause() == null ? e : e.getCause());
    }
  }

  /** Names of the classes with {@code @Extension}, sorted. */
  Set<String> extensions() {
    return new TreeSet<>(getExtensionClassNames(id()));
  }

  ClassLoader classLoader() {
    return getPluginClassLoader(id());
  }

  private String id() {
    return getPlugins().get(0).getPluginId();
  }

  @Override
  public void close() {
    unloadPlugins();
  }

  private PluginLoader loader() {
    return new PluginLoader() {
      @Override
      public boolean isApplicable(Path path) {
        return true;
      }

      @Override
      public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
        Loader loader = new Loader(descriptor, path.getFileName().toString());
        loader.addFile(path.toFile());
        return loader;
      }
    };
  }

  @Override
  public RuntimeMode getRuntimeMode() {
    return RuntimeMode.DEPLOYMENT;
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new ManifestPluginDescriptorFinder();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    return new IndexedExtensionFinder(this);
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String pluginId) {
        return false;
      }

      @Override
      public void disablePlugin(String pluginId) {}

      @Override
      public void enablePlugin(String pluginId) {}
    };
  }

  /** Sees its jar, and of the controller the allowed packages only. */
  private final class Loader extends PluginClassLoader {
    private final String name;

    Loader(PluginDescriptor descriptor, String fileName) {
      super(JarPlugin.this, descriptor, parent, ClassLoadingStrategy.APD);
      name =
          "plugin %s %s (%s)"
              .formatted(descriptor.getPluginId(), descriptor.getVersion(), fileName);
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
      return AllowedPackages.contain(className);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
