package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ControllerLock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code scribe local run}. */
@CommandLine.Command(
    name = "run",
    description = {
      "Keeps going: follows schedules, triggers and edited manifests until it is stopped.",
      "",
      "Ctrl-C and SIGTERM stop the movers that are at work, wait until they have removed their"
          + " locks, and end; the next start goes on with the runs that were broken off. With"
          + " --detach movers are left at work, and the next start finds them. A controller that is"
          + " killed leaves them at work, too.",
      "",
      "A resource whose manifest is taken away is deleted: its mover is stopped, its status, logs"
          + " and cache are removed. Volumes and images that were made for it stay in the state"
          + " folder. A folder without any manifest, or with one that has errors, deletes nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:the command line is wrong, or there is no manifest at all",
      "3:another controller has the state folder, or this machine lets no mover run",
      "130, 143:stopped"
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Mixin ManifestOptions manifests;
  @CommandLine.Mixin StateOption state;
  @CommandLine.Mixin EngineOptions engine;

  @CommandLine.Option(
      names = "--max-runs",
      paramLabel = "N",
      defaultValue = "4",
      description = "Most syncs at a time; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  int maxRuns;

  @CommandLine.Option(
      names = "--retry-delay",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Wait about that long after an attempt that failed; doubles from try to try, up to ten"
              + " minutes. Default: ${DEFAULT-VALUE}.")
  int retryDelay;

  @CommandLine.Option(
      names = "--detach",
      description = "Leave movers at work when this command is stopped.")
  boolean detach;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    manifests = new ManifestOptions(surroundings);
    state = new StateOption(surroundings);
    engine = new EngineOptions(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    StatePaths paths = state.paths();
    int most = Given.atLeast(0, "--max-runs", maxRuns);
    Duration delay = Duration.ofSeconds(Given.atLeast(1, "--retry-delay", retryDelay));
    ControllerLock.Outcome outcome = Holding.tryHold(paths, "scribe local run");
    if (outcome instanceof ControllerLock.Outcome.Busy busy) {
      throw new CommandFailed(
          ExitCodes.REFUSED,
          "the state folder %s is held by %s; stop that one, or use another folder with --state"
              .formatted(paths.root(), busy.holder()));
    }
    ControllerLock lock = ((ControllerLock.Outcome.Held) outcome).lock();
    try {
      return new KeptRunning(
              surroundings,
              state.paths(),
              manifests,
              engine,
              most,
              Patience.DEFAULT.startingWith(delay),
              detach)
          .run();
    } finally {
      lock.close();
    }
  }
}
