package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ResourceView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code scribe local logs}. */
@CommandLine.Command(
    name = "logs",
    description = {
      "Prints what the mover of a resource wrote in its latest run.",
      "With -f: goes on until the run is over, or waits for the next one if none is under way."
    },
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 200;

  private final Surroundings surroundings;

  @CommandLine.Mixin TargetOptions target = new TargetOptions();
  @CommandLine.Mixin StateOption state;

  @CommandLine.Option(
      names = {"-f", "--follow"},
      description = "Follow the run that is under way, or the next one.")
  boolean follow;

  LogsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    state = new StateOption(surroundings);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    StatePaths paths = state.paths();
    List<ResourceKey> keys = ResourceView.all(paths).stream().map(ResourceView::key).toList();
    ResourceKey key = target.target().one(keys, "the state folder " + paths.root());
    List<AttemptLogs.Log> logs = AttemptLogs.of(paths, key);
    Optional<Long> underWay = underWay(paths, key);
    if (logs.isEmpty() && !follow) {
      throw new CommandFailed(ExitCodes.FAILED, key + " has not run yet; it has no log");
    }
    long latest = logs.isEmpty() ? 0 : logs.get(logs.size() - 1).run();
    long from = follow ? underWay.orElse(latest + 1) : latest;
    Map<AttemptLogs.Log, LogTail> tails = new LinkedHashMap<>();
    boolean begun = underWay.isPresent();
    while (true) {
      boolean over = underWay(paths, key).isEmpty();
      for (AttemptLogs.Log log : AttemptLogs.of(paths, key)) {
        if (log.run() >= from) {
          begun = true;
          tails
              .computeIfAbsent(log, any -> new LogTail(log.file()))
              .next()
              .forEach(surroundings.out()::println);
        }
      }
      surroundings.out().flush();
      if (!follow || (begun && over)) {
        tails.values().forEach(tail -> tail.rest().forEach(surroundings.out()::println));
        return ExitCodes.OK;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static Optional<Long> underWay(StatePaths paths, ResourceKey key) {
    return ResourceView.of(paths, key).flatMap(view -> new SyncView(view).run());
  }
}
