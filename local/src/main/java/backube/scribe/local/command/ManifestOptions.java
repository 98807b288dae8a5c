package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.manifest.Origin;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.LatestManifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where manifests are. */
final class ManifestOptions {
  private static final int MAX_INPUT = 8 * 1024 * 1024;

  private final Surroundings surroundings;
  private byte @Nullable [] input;

  @CommandLine.Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description =
          "Manifest file, folder with manifests (its yaml, yml and json files, also in folders below), or"
              + " - for standard input; may be repeated. Default: those of the last time.")
  List<Path> paths = List.of();

  ManifestOptions(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The manifests, not read yet; each call gives a new index of the same files. */
  ManifestIndex index(StatePaths state) {
    List<Path> roots = roots(state);
    return ManifestIndex.beside(state.root(), roots, standardInput(roots), surroundings.clock());
  }

  List<Path> roots(StatePaths state) {
    List<Path> named =
        paths.stream()
            .map(path -> path.equals(Origin.STDIN) ? path : surroundings.path(path))
            .toList();
    List<Path> roots = named.isEmpty() ? LatestManifests.read(state) : named;
    if (roots.isEmpty()) {
      throw new CommandFailed(ExitCodes.USAGE, "name the manifests with -f FILE or -f FOLDER");
    }
    return roots;
  }

  private byte[] standardInput(List<Path> roots) {
    if (!roots.contains(Origin.STDIN)) {
      return new byte[0];
    }
    if (input == null) {
      try {
        input = surroundings.in().readNBytes(MAX_INPUT);
      } catch (IOException e) {
        throw new CommandFailed(ExitCodes.USAGE, "standard input can't be read: " + e);
      }
    }
    return input;
  }
}
