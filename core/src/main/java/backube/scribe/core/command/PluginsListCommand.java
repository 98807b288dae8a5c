package backube.scribe.core.command;

import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.plugin.RefusedPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code scribe plugins list}. */
@CommandLine.Command(
    name = "list",
    description = {
      "Lists the movers that are installed, and the plugins that were refused, with the reason.",
      "Exit code 1 if a plugin was refused."
    },
    mixinStandardHelpOptions = true)
final class PluginsListCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder with plugins; may be repeated. Default: plugins/ of this installation.")
  List<Path> folders = List.of();

  PluginsListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Path> searched = surroundings.plugins(folders);
    try (PluginHost host = PluginHost.load(searched)) {
      return print(host.catalog(), searched);
    }
  }

  private int print(MoverCatalog catalog, List<Path> searched) {
    Table table = new Table("MOVER", "KINDS", "VERSION", "PLUGIN", "FILE");
    for (InstalledMover mover : catalog.movers()) {
      table.row(
          mover.name(),
          kinds(mover),
          mover.version(),
          mover.pluginId(),
          mover.file().getFileName().toString());
    }
    if (catalog.movers().isEmpty()) {
      surroundings.err().println("No mover is installed in " + searched + ".");
    } else {
      table.print(surroundings.out());
    }
    for (RefusedPlugin refused : catalog.refused()) {
      surroundings.err().println("refused: " + refused.file() + ": " + refused.message());
    }
    return catalog.refused().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static String kinds(InstalledMover mover) {
    List<String> kinds = new ArrayList<>();
    if (mover.mover().source().isPresent()) {
      kinds.add("source");
    }
    if (mover.mover().destination().isPresent()) {
      kinds.add("destination");
    }
    return String.join(",", kinds);
  }
}
