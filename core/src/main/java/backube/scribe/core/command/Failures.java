package backube.scribe.core.command;

import picocli.CommandLine;

/** Shows errors: what users cause as a line or a few, what we cause with its stack trace. */
public final class Failures
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private final Surroundings surroundings;

  public Failures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof CommandFailed known) {
      surroundings.err().println("scribe: " + known.getMessage());
      if (verbose(command)) {
        known.printStackTrace(surroundings.err());
      }
      return known.exitCode();
    }
    surroundings.err().println("scribe: this should not have happened: " + failure);
    failure.printStackTrace(surroundings.err());
    return ExitCodes.DEFECT;
  }

  private static boolean verbose(CommandLine command) {
    CommandLine.Model.OptionSpec option = command.getCommandSpec().root().findOption("--verbose");
    return option != null && option.getValue() instanceof boolean[] given && given.length > 0;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException wrong, String[] words) {
    CommandLine command = wrong.getCommandLine();
    surroundings.err().println("scribe: " + wrong.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(
        wrong,
        new java.io.PrintWriter(
            surroundings.err(), true, java.nio.charset.StandardCharsets.UTF_8))) {
      surroundings.err().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCodes.USAGE;
  }
}
