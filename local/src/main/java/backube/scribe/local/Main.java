package backube.scribe.local;

import backube.scribe.core.command.CommandFactory;
import backube.scribe.core.command.Failures;
import backube.scribe.core.command.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;

/** Starts {@code bin/scribe}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // What picocli looks for at each start and no command has: a miss opens every jar.
    System.setProperty("picocli.disable.closures", "true");
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    // Each object is made once: classes that Guice generates for it cost more than they save.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    System.exit(commandLine(List.of(args), surroundings()).execute(args));
  }

  static CommandLine commandLine(List<String> arguments, Surroundings surroundings) {
    Failures failures = new Failures(surroundings);
    CommandLine root = new CommandTree(arguments, new CommandFactory(surroundings)).root();
    spaced(root);
    return root.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setUsageHelpAutoWidth(false);
  }

  /** Sets a blank line between what a command does and its parameters. */
  private static void spaced(CommandLine command) {
    CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    if (command.getCommandSpec().positionalParameters().isEmpty()) {
      usage.optionListHeading("%n");
    } else {
      usage.parameterListHeading("%n");
    }
    command.getSubcommands().values().forEach(Main::spaced);
  }

  private static Surroundings surroundings() {
    return new Surroundings(
        System.getenv(),
        Optional.ofNullable(System.getProperty("scribe.home")).map(Path::of),
        Path.of("").toAbsolutePath(),
        System.in,
        System.out,
        System.err,
        terminal(),
        Clock.systemUTC(),
        () -> UUID.randomUUID().toString(),
        new SecureRandom());
  }

  /** Whether standard error is a terminal; what Java says changes from release to release. */
  private static boolean terminal() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
