package backube.scribe.local.command;

import backube.scribe.core.command.Surroundings;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.wiring.EngineSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return surroundings.plugins(plugins);
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

  /** The settings of an engine with these options. */
  EngineSettings settings(
      StatePaths paths,
      ManifestIndex manifests,
      int maxRuns,
      Optional<ResourceKey> only,
      Patience patience) {
    return new EngineSettings(
        paths,
        manifests,
        plugins(),
        tools(),
        shared(),
        foreignOwners,
        maxRuns,
        only,
        patience,
        environment(),
        surroundings.clock(),
        surroundings.uids(),
        surroundings.random());
  }

  /** Who looks on wants to see a transfer move; a log that is read later, less often. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    if (surroundings.terminal()) {
      environment.putIfAbsent("PROGRESS_SECONDS", "1");
    }
    return environment;
  }

  private List<Path> absolute(List<Path> paths) {
    return paths.stream().map(surroundings::path).toList();
  }
}
