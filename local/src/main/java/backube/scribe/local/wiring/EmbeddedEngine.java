package backube.scribe.local.wiring;

import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.resource.Events;
import backube.scribe.local.loop.Controller;
import backube.scribe.local.loop.Notices;
import backube.scribe.local.process.Processes;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;

/** An engine that is put together and can be run. */
public final class EmbeddedEngine implements AutoCloseable {
  private final Injector injector;

  private EmbeddedEngine(Injector injector) {
    this.injector = injector;
  }

  /**
   * Puts an engine together; nothing runs yet.
   *
   * @throws Unusable if none can run here
   */
  public static EmbeddedEngine of(EngineSettings settings, Notices notices, Events events) {
    try {
      return new EmbeddedEngine(
          Guice.createInjector(
              Stage.PRODUCTION,
              binder -> {
                binder.requireExplicitBindings();
                binder.requireExactBindingAnnotations();
                binder.disableCircularProxies();
              },
              new FolderModule(settings),
              new ControllerModule(settings, notices, events)));
    } catch (CreationException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Unusable unusable) {
          throw unusable;
        }
      }
      throw e;
    }
  }

  /** The movers that are installed. */
  public MoverCatalog catalog() {
    return injector.getInstance(MoverCatalog.class);
  }

  /** The controller. */
  public Controller controller() {
    return injector.getInstance(Controller.class);
  }

  /** Lets go of everything; attempts go on. */
  @Override
  public void close() {
    injector.getInstance(Processes.class).close();
    injector.getInstance(PluginHost.class).close();
  }
}
