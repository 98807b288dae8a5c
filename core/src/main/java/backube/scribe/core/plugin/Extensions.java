package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the movers of a plugin. One whose constructor has {@code @Inject} comes from an injector of
 * the plugin's own, which offers the plugin's classes and nothing of the controller.
 */
final class Extensions {
  private Extensions() {}

  static List<DataMover> of(JarPlugin plugin) throws PluginRefused {
    List<DataMover> movers = new ArrayList<>();
    for (String name : plugin.extensions()) {
      Class<?> type = load(plugin, name);
      if (DataMover.class.isAssignableFrom(type)) {
        movers.add(make(type.asSubclass(DataMover.class)));
      }
    }
    if (movers.isEmpty()) {
      throw new PluginRefused(
          "it offers no mover: META-INF/extensions.idx must name a class with @Extension that"
              + " implements DataMover; PF4J's annotation processor writes it (from JDK 23 on, javac"
              + " needs -proc:full)");
    }
    return movers;
  }

  private static Class<?> load(JarPlugin plugin, String name) throws PluginRefused {
    try {
      return plugin.classLoader().loadClass(name);
    } catch (ClassNotFoundException | LinkageError e) {
      throw PluginRefused.threw("its extension " + name, e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a plugin throws, it is its own trouble
  private static DataMover make(Class<? extends DataMover> type) throws PluginRefused {
    String what = "the constructor of " + type.getName();
    try {
      boolean injected =
          Arrays.stream(type.getDeclaredConstructors())
              .anyMatch(constructor -> constructor.isAnnotationPresent(Inject.class));
      return injected ? inject(type) : construct(type);
    } catch (NoSuchMethodException e) {
      throw new PluginRefused(
          type.getName() + " needs a public constructor without arguments or one with @Inject");
    } catch (InvocationTargetException | CreationException | ProvisionException e) {
      throw PluginRefused.threw(what, e.getCause() == null ? e : e.getCause());
    } catch (Throwable e) {
      throw PluginRefused.threw(what, e);
    }
  }

  private static DataMover construct(Class<? extends DataMover> type)
      throws ReflectiveOperationException {
    Constructor<? extends DataMover> constructor = type.getConstructor();
    constructor.setAccessible(true); // the class need not be public
    return constructor.newInstance();
  }

  private static DataMover inject(Class<? extends DataMover> type) {
    return Guice.createInjector(binder -> binder.bind(type)).getInstance(type);
  }
}
