package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One resource, named on the command line. */
final class TargetOptions {
  @CommandLine.Parameters(
      arity = "1..2",
      paramLabel = "NAME",
      description = "Name of the resource, or KIND/NAME, or KIND NAME.")
  List<String> words = List.of();

  @CommandLine.Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "source or destination, where both have the name.")
  @Nullable String kind;

  @CommandLine.Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Its namespace, where several have the name.")
  @Nullable String namespace;

  Target target() {
    Target target = Target.of(words, kind, namespace);
    if (target.name().isEmpty()) {
      throw new CommandFailed(ExitCodes.USAGE, "name the resource, not only its kind");
    }
    return target;
  }
}
