package backube.scribe.local;

import backube.scribe.core.command.CompletionCommand;
import backube.scribe.core.command.PluginsCommand;
import backube.scribe.core.command.Version;
import backube.scribe.local.command.LocalCommand;
import picocli.CommandLine;

/** {@code scribe}. */
@CommandLine.Command(
    name = "scribe",
    description = {
      "Scribe copies and backs up volumes. What is to be done is written as a ReplicationSource or a"
          + " ReplicationDestination; movers, which are plugins, do it.",
      ""
    },
    subcommands = {
      LocalCommand.class,
      PluginsCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nBegin with:%n",
    footer = {
      "  scribe local sync NAME -f FOLDER   sync a resource of the manifests in FOLDER",
      "  scribe local --help                more about working on this machine",
      "  scribe plugins list                the movers that are installed"
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
final class ScribeCommand {
  @CommandLine.Option(
      names = {"-v", "--verbose"},
      description = "Log what is done; twice: everything. Errors come with their stack trace.",
      scope = CommandLine.ScopeType.INHERIT)
  void verbose(boolean[] given) {
    // Read by the logging back end when the first line is logged.
    System.setProperty("tinylog.level", given.length > 1 ? "debug" : "info");
  }
}
