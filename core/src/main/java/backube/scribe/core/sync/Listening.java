package backube.scribe.core.sync;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Events;
import backube.scribe.core.world.Thing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that listens waits for its peer without a limit. So nothing may have to wait for its end: a
 * pause, a spec that no run could be made of, another mover and another plan end it before.
 */
final class Listening {
  /** Nothing but a change is awaited, and changes wake us; what they can't tell is looked for. */
  private static final int SELDOM = 10;

  private final Patience patience;
  private final Ending ending;

  Listening(Patience patience, Ending ending) {
    this.patience = patience;
    this.ending = ending;
  }

  /** What ends the run before its peer is done; empty if nothing does. */
  Optional<Decision> withdrawal(Facts facts, State state, Run run, Seen seen, Instant now) {
    if (!run.shape().listens() || !waits(run)) {
      return Optional.empty();
    }
    String cause = cause(facts);
    boolean edited = run.phase() == Phase.RUNNING && edited(facts, run);
    if (cause == null && !edited) {
      return Optional.empty();
    }
    if (!seen.live()) {
      return Optional.of(new Decision.Ask(Need.LIVE));
    }
    if (ended(run, seen)) {
      return Optional.empty(); // what came of it counts
    }
    return cause == null
        ? compared(facts, state, run, seen, now)
        : Optional.of(ending.withdraw(state, run, cause, seen, now));
  }

  private static boolean waits(Run run) {
    return run.phase() == Phase.PREPARING
        || run.phase() == Phase.RUNNING
        || (run.phase() == Phase.RESTING && !run.stagesDone());
  }

  private static @Nullable String cause(Facts facts) {
    if (facts.due() instanceof Due.Invalid invalid) {
      return invalid.refusal().message();
    }
    if (facts.exchanged()) {
      return "the resource has another mover";
    }
    return facts.paused() ? "spec.paused is true" : null;
  }

  private static boolean edited(Facts facts, Run run) {
    return !facts.fingerprint().isEmpty() && !facts.fingerprint().equals(run.triedWith());
  }

  private static boolean ended(Run run, Seen seen) {
    return seen.find(run.attempt())
        .filter(attempt -> attempt.uid().equals(run.attemptUid()))
        .filter(
            attempt ->
                attempt.state() == Thing.State.SUCCEEDED || attempt.state() == Thing.State.FAILED)
        .isPresent();
  }

  /** What has changed may not concern the plan; then it need not be looked at again. */
  private Optional<Decision> compared(Facts facts, State state, Run run, Seen seen, Instant now) {
    if (seen.inputs().isEmpty()) {
      return Optional.of(new Decision.Ask(Need.INPUTS));
    }
    if (!(seen.inputs().get() instanceof Inputs.Ready ready)) {
      return Optional.empty();
    }
    if (!ready.shape().planHash().equals(run.shape().planHash())) {
      return Optional.of(
          ending.withdraw(state, run, "a new run begins with what has changed", seen, now));
    }
    Run known = run.with(change -> change.tried(facts.fingerprint()));
    return Optional.of(Decision.Act.of(state.withRun(known), now));
  }

  /** It works as far as can be seen: it waits, or its peer is there. */
  Decision.Act awaiting(Facts facts, State state, Run run, Instant now) {
    Instant first = run.since().plus(patience.settle());
    Instant next = now.isBefore(first) ? first : now.plus(patience.recheck().multipliedBy(SELDOM));
    String address = facts.address().orElse(null);
    State known = state.with(change -> change.address = address);
    if (address == null) {
      return Decision.Act.of(
          known.waiting(
              Reasons.NO_SERVICE_ADDRESS,
              "listens, and can't be reached: no address is assigned; this wait has no limit",
              now,
              null),
          next);
    }
    Wait wait = state.waitingFor();
    Instant since =
        wait != null && wait.reason().equals(Reasons.WAITING_FOR_PEER) ? wait.since() : now;
    State waiting =
        known.waiting(
            Reasons.WAITING_FOR_PEER,
            "listens at %s, port %d, since %s for the other side; this wait has no limit"
                .formatted(address, run.shape().port(), Outlook.seconds(since)),
            now,
            null);
    Decision.Act act = Decision.Act.of(waiting, next);
    return address.equals(state.address()) ? act : act.noting(assigned(address));
  }

  /** Tells of an address that is new. */
  static Note assigned(String address) {
    return new Note(
        Events.Type.NORMAL,
        Reasons.SERVICE_ADDRESS,
        "listening on address %s for incoming connections".formatted(address));
  }
}
