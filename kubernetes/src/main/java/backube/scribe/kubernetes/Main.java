package backube.scribe.kubernetes;

import backube.scribe.core.command.CommandFactory;
import backube.scribe.core.command.Failures;
import backube.scribe.core.command.Surroundings;
import backube.scribe.kubernetes.command.ControllerCommand;
import backube.scribe.kubernetes.command.CrdsCommand;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;

/** Starts the commands that speak to a cluster. */
@CommandLine.Command(
    name = "scribe",
    subcommands = {ControllerCommand.class, CrdsCommand.class, CommandLine.HelpCommand.class},
    mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // The name that is usual belongs to the embedded engine, whose jar is on the class path, too.
    System.setProperty("tinylog.configuration", "tinylog-controller.properties");
    // A client that is slow, or means harm, must not keep the metrics' few threads.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Optional.ofNullable(System.getProperty("scribe.home")).map(Path::of),
            Path.of("").toAbsolutePath(),
            System.in,
            System.out,
            System.err,
            false,
            Clock.systemUTC(),
            () -> UUID.randomUUID().toString(),
            new SecureRandom());
    Failures failures = new Failures(surroundings);
    System.exit(
        new CommandLine(new Main(), new CommandFactory(surroundings))
            .setExecutionExceptionHandler(failures)
            .setParameterExceptionHandler(failures)
            .execute(args));
  }
}
