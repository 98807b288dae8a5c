package backube.scribe.local.command;

import backube.scribe.core.command.Surroundings;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** How movers are found and what they may touch. */
final class EngineOptions {
  private final Surroundings surroundings;

  @CommandLine.Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "Folder with plugins of movers; may be repeated. Default: plugins/ of this"
              + " installation.")
  List<Path> plugins = List.of();

  @CommandLine.Option(
      names = "--tools",
      paramLabel = "DIR",
      description =
          "Folder with programs for movers, such as restic, searched before the system's; may be"
              + " repeated. Default: the folders of $$SCRIBE_TOOLS.")
  List<Path> tools = List.of();

  @CommandLine.Option(
      names = "--share",
      paramLabel = "DIR",
      description = "Folder that every mover may write to, under its own path; may be repeated.")
  List<Path> shared = List.of();

  @CommandLine.Option(
      names = "--allow-foreign-owners",
      description =
          "Without root: back up trees with files of other users, too. What can't be read is"
              + " missing in the backup, and owners can't be restored.")
  boolean foreignOwners;

  EngineOptions(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  List<Path> plugins() {
    return plugins.isEmpty() ? surroundings.plugins() : absolute(plugins);
  }

  List<Path> tools() {
    return tools.isEmpty()
        ? surroundings.variable("SCRIBE_TOOLS").stream()
            .flatMap(list -> Arrays.stream(list.split(File.pathSeparator)))
            .filter(item -> !item.isEmpty())
            .map(item -> surroundings.path(Path.of(item)))
            .toList()
        : absolute(tools);
  }

  List<Path> shared() {
    return absolute(shared);
  }

  private List<Path> absolute(List<Path> paths) {
    return paths.stream().map(surroundings::path).toList();
  }
}
