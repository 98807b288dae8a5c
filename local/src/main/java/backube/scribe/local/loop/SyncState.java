package backube.scribe.local.loop;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.sync.Wait;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the engine's record says about a request. */
final class SyncState {
  /** Waits that a request does not end at once, and those that are left over from before it. */
  private static final Set<String> PATIENT =
      Set.of(Reasons.QUEUED, Reasons.WAITING_FOR_SCHEDULE, Reasons.WAITING_FOR_MANUAL);

  private final State state;

  SyncState(Replication resource) {
    state = StateCodec.read(resource.status().sync());
  }

  /** Whether a run is under way. */
  boolean runs() {
    return state.run() != null;
  }

  /** When the run that is under way began. */
  Optional<Instant> began() {
    return Optional.ofNullable(state.run()).map(Run::start);
  }

  /** Whether the run under way is the request's and has no step behind it: it does all of it. */
  boolean does(String token) {
    Run run = state.run();
    return run != null
        && token.equals(run.request())
        && run.succeeded() == null
        && run.done().isEmpty();
  }

  /** Whether the request, or a later one, is done. */
  boolean done(String token) {
    String acknowledged = state.requestAck();
    return acknowledged != null && acknowledged.compareTo(token) >= 0;
  }

  Optional<String> acknowledged() {
    return Optional.ofNullable(state.requestAck());
  }

  /** Whether a run of this request is under way, or stands in line. */
  boolean taken() {
    return state.run() != null
        || (state.waitingFor() != null && state.waitingFor().reason().equals(Reasons.QUEUED));
  }

  /** Why no run can start; empty if one runs, or may. */
  Optional<Wait> refused() {
    return state.run() != null
        ? Optional.empty()
        : Optional.ofNullable(state.waitingFor()).filter(wait -> !PATIENT.contains(wait.reason()));
  }
}
