package backube.scribe.core.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The packages that plugins share with the controller. A plugin sees nothing else of it, and brings
 * none of them along: two copies of one class are two types.
 */
final class AllowedPackages {
  static final List<String> NAMES =
      List.of(
          "java.",
          "org.pf4j.",
          "backube.scribe.api.",
          "jakarta.inject.",
          "org.slf4j.",
          "com.fasterxml.jackson.annotation.",
          "io.fabric8.kubernetes.api.model.");

  /**
   * After a dozen reflective calls JDK 17 makes an accessor class in the name of the class that is
   * called, whose loader must then find the accessor's parent.
   */
  private static final String REFLECTION = "jdk.internal.reflect.";

  /** Where a jar may keep classes beside its top. */
  private static final Pattern ROOMS =
      Pattern.compile("^(?:META-INF/versions/[0-9]+/|classes/|lib/)*");

  private AllowedPackages() {}

  /** Whether the controller's class of that name is the plugin's, too. */
  static boolean contain(String className) {
    return NAMES.stream().anyMatch(className::startsWith) || className.startsWith(REFLECTION);
  }

  /** The allowed package that an entry of a jar is a class of. */
  static Optional<String> ofEntry(String entry) {
    if (!entry.endsWith(".class")) {
      return Optional.empty();
    }
    Matcher room = ROOMS.matcher(entry);
    String name = (room.find() ? entry.substring(room.end()) : entry).replace('/', '.');
    return NAMES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(found -> found.substring(0, found.length() - 1));
  }

  /** The parent of all plugins' class loaders. */
  static final class Parent extends ClassLoader {
    private final ClassLoader controller;

    Parent(ClassLoader controller) {
      super("plugins' parent", ClassLoader.getPlatformClassLoader());
      this.controller = controller;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (contain(name)) {
        return controller.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
      return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return Collections.emptyEnumeration();
    }
  }
}
