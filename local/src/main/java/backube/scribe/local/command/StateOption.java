package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where the state folder is. */
final class StateOption {
  private final Surroundings surroundings;

  @CommandLine.Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "State folder. Default: $$SCRIBE_STATE, else $$XDG_STATE_HOME/scribe, else"
              + " ~/.local/state/scribe.")
  @Nullable Path folder;

  StateOption(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  StatePaths paths() {
    Path root = folder == null ? standard() : surroundings.path(folder);
    try {
      return new StatePaths(Files.exists(root) ? root.toRealPath() : root);
    } catch (IOException e) {
      throw new CommandFailed(ExitCodes.REFUSED, "the state folder " + root + ": " + e);
    }
  }

  private Path standard() {
    return surroundings
        .variable("SCRIBE_STATE")
        .map(Path::of)
        .or(() -> surroundings.variable("XDG_STATE_HOME").map(base -> Path.of(base, "scribe")))
        .or(() -> surroundings.variable("HOME").map(home -> Path.of(home, ".local/state/scribe")))
        .map(surroundings::path)
        .orElseThrow(
            () ->
                new CommandFailed(
                    ExitCodes.USAGE, "name the state folder with --state: HOME is not set"));
  }
}
