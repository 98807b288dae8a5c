package backube.scribe.core.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code scribe completion}. */
@CommandLine.Command(
    name = "completion",
    description = {
      "Prints a script that makes the shell complete commands and options.",
      "For bash: source <(scribe completion bash); for zsh: source <(scribe completion zsh)."
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @CommandLine.Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  String shell = "";

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    switch (shell.toLowerCase(Locale.ROOT)) {
      case "bash" -> {}
      case "zsh" ->
          surroundings
              .out()
              .println(
                  "autoload -U +X compinit && compinit; autoload -U +X bashcompinit && bashcompinit");
      default ->
          throw new CommandFailed(
              ExitCodes.USAGE, "unknown shell \"" + shell + "\"; known are bash and zsh");
    }
    surroundings.out().print(AutoComplete.bash("scribe", spec.root().commandLine()));
    return ExitCodes.OK;
  }
}
