package backube.scribe.local.command;

import backube.scribe.core.command.Surroundings;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ControllerLock;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code scribe local sync}. */
@CommandLine.Command(
    name = "sync",
    description = {
      "Syncs one resource now, whatever its trigger says, and shows the progress.",
      "",
      "If \"scribe local run\" works on the state folder, the request is handed to it and followed;"
          + " Ctrl-C then ends the following only. Else this command does the work itself; Ctrl-C"
          + " then cancels the sync, waits for the mover to remove its locks, and cleans up.",
      "",
      "If this command is killed, its mover goes on by itself. The next sync goes on with that one"
          + " as long as no step of it is done; else it ends it and syncs what is there then."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:synchronized; warnings, if there are any, are printed",
      "1:the sync failed, or can't start as things are",
      "2:the command line or the resource's manifest is wrong",
      "3:the state folder or this machine does not let it work",
      "130:cancelled"
    },
    mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @CommandLine.Mixin TargetOptions target = new TargetOptions();
  @CommandLine.Mixin ManifestOptions manifests;
  @CommandLine.Mixin StateOption state;
  @CommandLine.Mixin EngineOptions engine;

  @CommandLine.Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often an attempt may fail before the sync has failed. Default: ${DEFAULT-VALUE}.")
  int tries;

  SyncCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    manifests = new ManifestOptions(surroundings);
    state = new StateOption(surroundings);
    engine = new EngineOptions(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    StatePaths paths = state.paths();
    Target wanted = target.target();
    int given = Given.atLeast(1, "--tries", tries);
    ControllerLock.Outcome outcome = Holding.tryHold(paths, "scribe local sync");
    if (outcome instanceof ControllerLock.Outcome.Busy busy) {
      return new HandOver(surroundings, paths, busy.holder()).sync(wanted);
    }
    ControllerLock lock = ((ControllerLock.Outcome.Held) outcome).lock();
    try {
      return new OwnSync(surroundings, state.paths(), manifests, engine, given).sync(wanted);
    } finally {
      lock.close();
    }
  }
}
