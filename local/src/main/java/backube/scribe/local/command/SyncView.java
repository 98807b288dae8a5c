package backube.scribe.local.command;

import backube.scribe.local.store.ResourceView;
import java.util.Optional;
import java.util.Set;

/** What the file of a resource tells about its syncs. */
final class SyncView {
  private static final Set<String> PATIENT =
      Set.of("Queued", "WaitingForSchedule", "WaitingForManual");

  private final ResourceView view;

  SyncView(ResourceView view) {
    this.view = view;
  }

  boolean runs() {
    return view.value("status", "sync", "run").isPresent();
  }

  /** Number of the run that is under way. */
  Optional<Long> run() {
    return view.value("status", "sync", "run", "number")
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).longValue());
  }

  /** Whether the request, or a later one, is done. */
  boolean done(String token) {
    return view.text("status", "sync", "requestAck")
        .filter(acknowledged -> acknowledged.compareTo(token) >= 0)
        .isPresent();
  }

  /** Why the last run failed; empty if it did not. */
  Optional<String> failure() {
    return view.text("status", "sync", "failure", "reason")
        .map(
            reason -> reason + ": " + view.text("status", "sync", "failure", "message").orElse(""));
  }

  /** What an idle or resting resource waits for. */
  Optional<String> waiting() {
    return view.text("status", "sync", "waitingFor", "reason")
        .map(
            reason ->
                reason + ": " + view.text("status", "sync", "waitingFor", "message").orElse(""));
  }

  /** Why no run can start; empty if one runs, or may. */
  Optional<String> refused() {
    boolean patient =
        view.text("status", "sync", "waitingFor", "reason").map(PATIENT::contains).orElse(true);
    return runs() || patient ? Optional.empty() : waiting();
  }

  /** What the last sync warned of. */
  Optional<String> warning() {
    var condition = view.condition("Warning");
    return "True".equals(condition.get("status"))
        ? Optional.of(String.valueOf(condition.get("message")))
        : Optional.empty();
  }

  Optional<String> lastSyncDuration() {
    return view.text("status", "lastSyncDuration");
  }
}
