package backube.scribe.local.command;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ResourceView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Shows a sync from its request to its end, by what the state folder tells. */
final class Follower {
  private static final long PAUSE_MILLIS = 100;

  private final StatePaths paths;
  private final ResourceKey key;
  private final Display display;
  private final Pause pause;
  private final Map<String, LogTail> tails = new HashMap<>();
  private String said = "";

  Follower(StatePaths paths, ResourceKey key, Display display, Pause pause) {
    this.paths = paths;
    this.key = key;
    this.display = display;
    this.pause = pause;
  }

  /** Waits, at most that long; less if the controller is known to have ended. */
  @FunctionalInterface
  interface Pause {
    void millis(long most) throws InterruptedException;
  }

  /** How it ended. */
  sealed interface End {
    /** It did what it was asked. */
    record Synchronized(Optional<String> duration, Optional<String> warning) implements End {}

    /** It failed, or could not start. */
    record Failed(String message) implements End {}

    /** Nobody works on it any more. */
    record Abandoned() implements End {}
  }

  /**
   * Follows until the end.
   *
   * @param token of the request
   * @param since attempts of earlier runs are not shown
   * @param alive whether a controller works on it
   */
  End follow(String token, long since, BooleanSupplier alive)
      throws InterruptedException, IOException {
    while (true) {
      boolean working = alive.getAsBoolean();
      Optional<ResourceView> view = ResourceView.of(paths, key);
      if (view.isEmpty()) {
        return new End.Failed("the resource is gone");
      }
      SyncView sync = new SyncView(view.get());
      boolean over = sync.done(token) && !sync.runs();
      logs(since);
      Optional<String> refused = over ? Optional.empty() : sync.refused();
      if (over || refused.isPresent()) {
        finishLogs();
        return refused.map(End.Failed::new).map(End.class::cast).orElseGet(() -> end(sync));
      }
      sync.waiting().filter(wait -> !wait.startsWith("WaitingFor")).ifPresent(this::say);
      if (!working) {
        return new End.Abandoned();
      }
      pause.millis(PAUSE_MILLIS);
    }
  }

  private static End end(SyncView sync) {
    return sync.failure()
        .map(End.Failed::new)
        .map(End.class::cast)
        .orElseGet(() -> new End.Synchronized(sync.lastSyncDuration(), sync.warning()));
  }

  /** Runs up to this number are over; what is under way, or comes, has a greater one. */
  long past() throws IOException {
    Optional<Long> underWay = ResourceView.of(paths, key).flatMap(view -> new SyncView(view).run());
    if (underWay.isPresent()) {
      return underWay.get() - 1;
    }
    List<AttemptLogs.Log> logs = AttemptLogs.of(paths, key);
    return logs.isEmpty() ? 0 : logs.get(logs.size() - 1).run();
  }

  private void logs(long since) throws IOException {
    for (AttemptLogs.Log log : AttemptLogs.of(paths, key)) {
      if (log.run() > since) {
        LogTail tail =
            tails.computeIfAbsent(
                log.file().getFileName().toString(), name -> new LogTail(log.file()));
        tail.next().forEach(display::mover);
      }
    }
  }

  private void finishLogs() {
    tails.values().forEach(tail -> tail.rest().forEach(display::mover));
  }

  private void say(String text) {
    if (!text.equals(said)) {
      said = text;
      display.line(key + ": " + text);
    }
  }
}
