package backube.scribe.core.command;

import picocli.CommandLine;

/** {@code scribe plugins}. */
@CommandLine.Command(
    name = "plugins",
    description = "Look at the movers that are installed.",
    subcommands = PluginsListCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class PluginsCommand {
  private PluginsCommand() {}
}
