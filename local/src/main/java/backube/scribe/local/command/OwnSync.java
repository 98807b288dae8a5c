package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.core.command.Surroundings;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.sync.Patience;
import backube.scribe.local.loop.Controller;
import backube.scribe.local.loop.ManifestFeed;
import backube.scribe.local.loop.Notices;
import backube.scribe.local.manifest.ManifestIndex;
import backube.scribe.local.manifest.Problem;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.EventFiles;
import backube.scribe.local.store.LatestManifests;
import backube.scribe.local.store.Mailbox;
import backube.scribe.local.store.ResourceStore;
import backube.scribe.local.wiring.EmbeddedEngine;
import backube.scribe.local.wiring.EngineSettings;
import backube.scribe.local.wiring.Unusable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Does one sync in this process; the state folder is held. */
final class OwnSync {
  private final Surroundings surroundings;
  private final StatePaths paths;
  private final ManifestOptions manifests;
  private final EngineOptions options;
  private final int tries;

  OwnSync(
      Surroundings surroundings,
      StatePaths paths,
      ManifestOptions manifests,
      EngineOptions options,
      int tries) {
    this.surroundings = surroundings;
    this.paths = paths;
    this.manifests = manifests;
    this.options = options;
    this.tries = tries;
  }

  int sync(Target target) throws InterruptedException, IOException {
    ResourceKey key = find(target);
    LatestManifests.write(paths, manifests.roots(paths));
    Display display = new Display(surroundings.err(), surroundings.terminal());
    TerminalNotices notices =
        new TerminalNotices(display, new EventFiles(paths, surroundings.clock()), false);
    EmbeddedEngine engine;
    try {
      engine = EmbeddedEngine.of(settings(key), notices, notices);
    } catch (Unusable e) {
      throw new CommandFailed(ExitCodes.REFUSED, String.valueOf(e.getMessage()));
    }
    notices.refused(engine.catalog());
    Working working = new Working(engine.controller());
    try {
      return follow(key, engine.controller(), working, display);
    } finally {
      working.end();
      engine.close();
      working.release();
    }
  }

  private int follow(ResourceKey key, Controller controller, Working working, Display display)
      throws InterruptedException, IOException {
    Follower follower = new Follower(paths, key, display, working::await);
    long past = follower.past();
    CompletableFuture<Mailbox.Answer> asked = new CompletableFuture<>();
    working.start(() -> asked.cancel(true));
    controller.requestLast(key, asked::complete);
    Mailbox.Answer answer;
    try {
      answer = asked.get();
    } catch (ExecutionException | java.util.concurrent.CancellationException e) {
      return working.cancelled(display, key);
    }
    if (!answer.taken()) {
      return Summary.refused(surroundings, key, answer);
    }
    Follower.End end = follower.follow(answer.token(), past, working::alive);
    return working.cancelled()
        ? working.cancelled(display, key)
        : Summary.print(surroundings, key, end, "the controller");
  }

  private ResourceKey find(Target target) {
    ManifestIndex index = manifests.index(paths);
    List<Problem> problems = index.scan().problems();
    Optional<String> name = target.name();
    boolean known = index.resources().stream().anyMatch(target::matches);
    List<Problem> about =
        problems.stream()
            .filter(Problem::error)
            .filter(
                problem -> problem.document() == 0 || name.map(n -> of(problem, n)).orElse(false))
            .toList();
    if (!known && !about.isEmpty()) {
      remember(index, target);
      throw new CommandFailed(
          ExitCodes.USAGE,
          "no usable manifest of "
              + target
              + ":\n"
              + about.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
    }
    String where =
        manifests.roots(paths).stream().map(Object::toString).collect(Collectors.joining(", "));
    return target.one(index.resources(), where);
  }

  /** A resource that is known from before says that its manifest can't be used. */
  private void remember(ManifestIndex index, Target target) {
    new ManifestFeed(
            index,
            new ResourceStore(paths, surroundings.clock(), surroundings.uids()),
            surroundings.clock(),
            Notices.NONE,
            target::matches)
        .refresh();
  }

  private static boolean of(Problem problem, String name) {
    boolean named =
        problem.subject().startsWith("Replication") && problem.subject().endsWith("/" + name);
    return named || problem.subject().isEmpty();
  }

  private EngineSettings settings(ResourceKey key) {
    Patience usual = Patience.DEFAULT;
    Patience patience =
        new Patience(
            tries,
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            usual.again(),
            usual.settle(),
            usual.ready(),
            usual.recheck());
    return options.settings(paths, manifests.index(paths), 0, Optional.of(key), patience);
  }
}
