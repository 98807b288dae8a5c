package backube.scribe.local.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One resource, named on the command line. */
final class TargetOptions {
  @CommandLine.Parameters(
      arity = "1..2",
      paramLabel = "[KIND] NAME",
      hideParamSyntax = true,
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

  /** A single word is a name, also one that is the name of a kind. */
  Target target() {
    return words.size() == 1
        ? Target.named(words.get(0), kind, namespace)
        : Target.of(words, kind, namespace);
  }
}
