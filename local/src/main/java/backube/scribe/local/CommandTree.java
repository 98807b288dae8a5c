package backube.scribe.local;

import static java.util.Objects.requireNonNull;

import backube.scribe.core.command.CompletionCommand;
import backube.scribe.core.command.PluginsCommand;
import backube.scribe.local.command.LocalCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Puts the commands together: one that the arguments don't name stands in the tree with its name
 * and summary only. Reading the annotations of all commands would cost each start more than the
 * command itself.
 */
final class CommandTree {
  private final List<String> arguments;
  private final CommandLine.IFactory factory;
  private final boolean whole;

  CommandTree(List<String> arguments, CommandLine.IFactory factory) {
    this.arguments = arguments;
    this.factory = factory;
    // Completion prints all commands; a file of arguments may name any.
    whole = arguments.stream().anyMatch(word -> word.equals("completion") || word.startsWith("@"));
  }

  CommandLine root() {
    CommandLine root = new CommandLine(ScribeCommand.spec(), factory);
    // The summaries stand in the annotations too, but those are slow to read.
    add(root, "local", "Runs Scribe on this machine, without Kubernetes.", LocalCommand.class);
    add(root, "plugins", "Look at the movers that are installed.", PluginsCommand.class);
    add(
        root,
        "completion",
        "Prints a script that makes the shell complete commands and options.",
        CompletionCommand.class);
    // The start script runs these two by classes of their own.
    root.addSubcommand(
        "controller", outlined("controller", "Runs the controller of a Kubernetes cluster."));
    root.addSubcommand(
        "crds",
        outlined("crds", "The CustomResourceDefinitions for the movers that are installed."));
    add(
        root,
        "help",
        "Display help information about the specified command.",
        CommandLine.HelpCommand.class);
    if (named("local")) {
      CommandLine local = requireNonNull(root.getSubcommands().get("local"));
      for (Class<?> type : LocalCommand.subcommands()) {
        CommandLine.Command command = requireNonNull(type.getAnnotation(CommandLine.Command.class));
        add(local, command.name(), command.description()[0], type);
      }
    }
    return root;
  }

  private CommandLine outlined(String name, String summary) {
    return new CommandLine(outline(name, summary), factory);
  }

  private void add(CommandLine parent, String name, String summary, Class<?> type) {
    Object command = named(name) ? type : outline(name, summary);
    parent.addSubcommand(name, new CommandLine(command, factory));
  }

  private boolean named(String command) {
    return whole || arguments.contains(command);
  }

  private static CommandSpec outline(String name, String summary) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(summary);
    return spec;
  }
}
