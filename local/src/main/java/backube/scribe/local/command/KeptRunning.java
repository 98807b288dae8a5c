package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.loop.Controller;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.EventFiles;
import backube.scribe.local.store.LatestManifests;
import backube.scribe.local.wiring.EmbeddedEngine;
import backube.scribe.local.wiring.EngineSettings;
import backube.scribe.local.wiring.Unusable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
    Display display = Display.stamped(surroundings.err(), surroundings.clock());
    TerminalNotices notices =
        new TerminalNotices(display, new EventFiles(paths, surroundings.clock()), true);
    CountDownLatch closed = new CountDownLatch(1);
    try (EmbeddedEngine engine = EmbeddedEngine.of(settings(), notices, notices)) {
      notices.refused(engine.catalog());
      Controller controller = engine.controller();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(controller, display, closed), "stop"));
      controller.run(resources -> display.line(greeting(resources, engine.catalog())));
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
      display.line("scribe: stopping; movers at work end first");
      controller.interrupt();
    }
    try {
      if (closed.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        display.line(
            "scribe: stopped; "
                + (detach
                    ? "movers that are at work go on, and the next start finds them"
                    : "no mover is at work"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String greeting(int resources, MoverCatalog catalog) {
    return "scribe: serves %d resource%s of %s; state in %s; movers: %s; %s syncs at a time"
        .formatted(
            resources,
            resources == 1 ? "" : "s",
            manifests.roots(paths).stream().map(Path::toString).collect(Collectors.joining(", ")),
            paths.root(),
            catalog.movers().isEmpty()
                ? "none"
                : catalog.movers().stream()
                    .map(mover -> mover.name() + " " + mover.version())
                    .collect(Collectors.joining(", ")),
            maxRuns == 0 ? "any number of" : "at most " + maxRuns);
  }

  private EngineSettings settings() {
    return options.settings(paths, manifests.index(paths), maxRuns, Optional.empty(), patience);
  }
}
