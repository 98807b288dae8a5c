package backube.scribe.local.sandbox;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.process.Life;
import backube.scribe.local.process.ProcessFolder;
import backube.scribe.local.process.Processes;
import backube.scribe.local.process.RunFolder;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Scratch volumes: folders of a resource that movers fill and that may be lost at any time. */
final class ScratchFolders {
  private final StatePaths paths;
  private final Processes processes;

  ScratchFolders(StatePaths paths, Processes processes) {
    this.paths = paths;
    this.processes = processes;
  }

  void make(ResourceKey owner, List<String> names) throws IOException {
    for (String name : names) {
      DurableFile.createFolders(paths.scratch(owner, name));
    }
  }

  /**
   * Removes what is not to be kept once an attempt has succeeded and is about to go, unless another
   * attempt is there.
   */
  void clean(ResourceKey owner, Path directory, AttemptFile file) {
    if (file.attempt().isEmpty() || RunFolder.in(paths.runs(owner)).size() != 1) {
      return;
    }
    Attempt attempt = file.attempt().get();
    List<String> unkept =
        attempt.plan().scratch().stream().filter(name -> unkept(attempt, name)).toList();
    try {
      if (!unkept.isEmpty() && succeeded(owner, directory, attempt.id(), file)) {
        for (String name : unkept) {
          processes.delete(paths.scratch(owner, name));
        }
      }
    } catch (IOException e) {
      throw new EffectFailed(
          "can't remove the scratch volumes of " + owner + ": " + e.getMessage(), e);
    }
  }

  private static boolean unkept(Attempt attempt, String name) {
    return attempt.options().scratch().containsKey(name)
        && attempt.options().scratch().get(name).cleanup();
  }

  private boolean succeeded(ResourceKey owner, Path directory, ThingId id, AttemptFile file)
      throws IOException {
    Life life = processes.look(owner, directory);
    return (life instanceof Life.Ended || life instanceof Life.Lost)
        && new Outcome(new ProcessFolder(directory), id, file).of(life).state()
            == Thing.State.SUCCEEDED;
  }
}
