package backube.scribe.local;

import backube.scribe.core.command.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * {@code scribe} itself. Put together without annotations: reading the first of them takes as long
 * as a JVM takes to start.
 */
final class ScribeCommand {
  private ScribeCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("scribe").versionProvider(new Version());
    spec.usageMessage()
        .description(
            "Scribe copies and backs up volumes. What is to be done is written as a"
                + " ReplicationSource or a ReplicationDestination; movers, which are plugins, do"
                + " it.",
            "")
        .synopsisSubcommandLabel("COMMAND")
        .footerHeading("%nBegin with:%n")
        .footer(
            "  scribe local sync NAME -f FOLDER   sync a resource of the manifests in FOLDER",
            "  scribe local --help                more about working on this machine",
            "  scribe plugins list                the movers that are installed");
    Verbosity verbosity = new Verbosity();
    return spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build())
        .addOption(
            OptionSpec.builder("-v", "--verbose")
                .type(boolean[].class)
                .arity("0")
                .description(
                    "Log what is done; twice: everything. Errors come with their stack trace.")
                .scopeType(ScopeType.INHERIT)
                .getter(verbosity)
                .setter(verbosity)
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
  }

  /** How often {@code --verbose} was given. */
  private static final class Verbosity implements IGetter, ISetter {
    private boolean @Nullable [] given;

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as picocli has it
    public <T> @Nullable T get() {
      return (T) given;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T set(@Nullable T value) {
      boolean @Nullable [] before = given;
      given = (boolean[]) value;
      if (given != null && given.length > 0) {
        // Read by the logging back end when the first line is logged.
        System.setProperty("tinylog.level", given.length > 1 ? "debug" : "info");
      }
      return (T) before;
    }
  }
}
