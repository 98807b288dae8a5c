package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ControllerLock;
import backube.scribe.local.store.EventFiles;
import backube.scribe.local.store.ResourceView;
import backube.scribe.local.wiring.EmbeddedEngine;
import backube.scribe.local.wiring.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code scribe local delete}. */
@CommandLine.Command(
    name = "delete",
    description = {
      "Forgets a resource whose manifest is gone: stops its mover, removes its status, logs, cache"
          + " and copies from the state folder.",
      "",
      "Repositories and folders are not touched, and volumes and images that were made for it stay"
          + " in the state folder. \"scribe local run\" does the same by itself when a manifest is"
          + " taken away from a folder that still holds others."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is gone",
      "1:its manifest is still there",
      "2:the command line is wrong, or there is no such resource",
      "3:a controller has the state folder, or the folder can't be used"
    },
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Mixin TargetOptions target = new TargetOptions();
  @CommandLine.Mixin StateOption state;

  DeleteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    state = new StateOption(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    StatePaths paths = state.paths();
    List<ResourceView> views = ResourceView.all(paths);
    ResourceKey key =
        target
            .target()
            .one(
                views.stream().map(ResourceView::key).toList(), "the state folder " + paths.root());
    ControllerLock.Outcome outcome = Holding.tryHold(paths, "scribe local delete");
    if (outcome instanceof ControllerLock.Outcome.Busy busy) {
      throw new CommandFailed(
          ExitCodes.REFUSED,
          "the state folder %s is held by %s; take the manifest of %s away, and that one deletes it"
              .formatted(paths.root(), busy.holder(), key));
    }
    ControllerLock lock = ((ControllerLock.Outcome.Held) outcome).lock();
    try {
      refuseIfDescribed(paths, key);
      delete(state.paths(), key);
    } finally {
      lock.close();
    }
    surroundings.out().println(key + ": deleted");
    for (Path kept : List.of(paths.volume(key), paths.images(key))) {
      if (Files.isDirectory(kept)) {
        surroundings.out().println("kept: " + kept);
      }
    }
    return ExitCodes.OK;
  }

  private void refuseIfDescribed(StatePaths paths, ResourceKey key) {
    Optional<Path> file = ResourceView.of(paths, key).flatMap(ResourceView::manifest);
    if (file.isEmpty() || Files.notExists(file.get())) {
      return;
    }
    ManifestIndex index =
        new ManifestIndex(file.stream().toList(), new byte[0], surroundings.clock());
    boolean unreadable = index.scan().problems().stream().anyMatch(problem -> problem.error());
    if (unreadable || index.resources().contains(key)) {
      throw new CommandFailed(
          ExitCodes.FAILED,
          key
              + (unreadable ? " may still be described by " : " is still described by ")
              + file.get()
              + (unreadable ? ", which has errors" : "")
              + "; take its manifest away first");
    }
  }

  private void delete(StatePaths paths, ResourceKey key) throws IOException, InterruptedException {
    ManifestIndex none = new ManifestIndex(List.of(), new byte[0], surroundings.clock());
    TerminalNotices notices =
        new TerminalNotices(
            new Display(surroundings.err(), false),
            new EventFiles(paths, surroundings.clock()),
            false);
    EngineOptions options = new EngineOptions(surroundings);
    try (EmbeddedEngine engine =
        EmbeddedEngine.of(
            options.settings(paths, none, 0, Optional.of(key), Patience.DEFAULT),
            notices,
            notices)) {
      engine.controller().deleteLast(key);
      engine.controller().run();
    } catch (Unusable e) {
      throw new CommandFailed(ExitCodes.REFUSED, String.valueOf(e.getMessage()));
    }
  }
}
