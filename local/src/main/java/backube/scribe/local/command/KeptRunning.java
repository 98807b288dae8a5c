package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.plugin.RefusedPlugin;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.loop.Controller;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.EventFiles;
import backube.scribe.local.store.LatestManifests;
import backube.scribe.local.wiring.EmbeddedEngine;
import backube.scribe.local.wiring.EngineSettings;
import backube.scribe.local.wiring.Unusable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A controller that works until the process is asked to end; the state folder is held. */
final class KeptRunning {
  private static final long LONGEST_SECONDS = 90;

  private final Surroundings surroundings;
  private final StatePaths paths;
  private final ManifestOptions manifests;
  private final EngineOptions options;
  private final int maxRuns;
  private final Patience patience;
  private final boolean detach;

  KeptRunning(
      Surroundings surroundings,
      StatePaths paths,
      ManifestOptions manifests,
      EngineOptions options,
      int maxRuns,
      Patience patience,
      boolean detach) {
    this.surroundings = surroundings;
    this.paths = paths;
    this.manifests = manifests;
    this.options = options;
    this.maxRuns = maxRuns;
    this.patience = patience;
    this.detach = detach;
  }

  int run() throws InterruptedException, IOException {
    LatestManifests.write(paths, manifests.roots(paths));
    Display display = new Display(surroundings.err(), false);
    TerminalNotices notices =
        new TerminalNotices(display, new EventFiles(paths, surroundings.clock()), true);
    CountDownLatch closed = new CountDownLatch(1);
    try (EmbeddedEngine engine = EmbeddedEngine.of(settings(), notices, notices)) {
      for (RefusedPlugin refused : engine.catalog().refused()) {
        display.line("refused plugin: " + refused.file() + ": " + refused.message());
      }
      display.line(
          "scribe: at work in " + paths.root() + " with movers " + engine.catalog().names());
      Controller controller = engine.controller();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(controller, display, closed), "stop"));
      controller.run();
    } catch (Unusable e) {
      throw new CommandFailed(ExitCodes.REFUSED, String.valueOf(e.getMessage()));
    } finally {
      closed.countDown();
    }
    return ExitCodes.OK;
  }

  private void stop(Controller controller, Display display, CountDownLatch closed) {
    if (detach) {
      controller.stop();
    } else {
      controller.interrupt();
    }
    try {
      if (closed.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        display.line("scribe: stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EngineSettings settings() {
    return options.settings(paths, manifests.index(paths), maxRuns, Optional.empty(), patience);
  }
}
