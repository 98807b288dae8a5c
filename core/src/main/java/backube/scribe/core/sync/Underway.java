package backube.scribe.core.sync;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The attempt was released. */
final class Underway {
  /** What passes sooner is not worth a status write. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

  private final Patience patience;
  private final Ending ending;
  private final Listening listening;

  Underway(Patience patience, Ending ending, Listening listening) {
    this.patience = patience;
    this.ending = ending;
    this.listening = listening;
  }

  Decision decide(Facts facts, State state, Run run, Seen seen, Instant now) {
    Optional<Thing> found = seen.find(run.attempt());
    boolean ours = found.filter(thing -> thing.uid().equals(run.attemptUid())).isPresent();
    if (!ours) {
      return seen.live()
          ? ending.tryFailed(
              facts,
              state,
              run,
              FailureClass.UNKNOWN.reason(),
              "the mover is gone: somebody removed it, or its machine was lost",
              null,
              seen,
              now)
          : new Decision.Ask(Need.LIVE);
    }
    Thing attempt = found.get();
    return switch (attempt.state()) {
      case HELD -> releaseAgain(facts, state, run, attempt, seen, now);
      case SUCCEEDED -> endedWell(facts, state, run, attempt, seen, now);
      case FAILED -> ending.tryFailed(facts, state, run, attempt, seen, now);
      case CREATING, HALFWAY, PROMISED, READY, RUNNING ->
          atWork(facts, state, run, attempt, seen, now);
      case TERMINATING -> Decision.Act.of(state, now.plus(patience.recheck()));
    };
  }

  /** It works, or it says what keeps it from working. */
  private Decision atWork(
      Facts facts, State state, Run run, Thing attempt, Seen seen, Instant now) {
    String obstacle = attempt.message();
    if (obstacle.isEmpty() && run.shape().listens()) {
      return listening.awaiting(facts, state, run, now);
    }
    if (obstacle.isEmpty()) {
      // Some obstacles show by nothing that could wake us: the first look is soon.
      Instant first = run.since().plus(patience.settle());
      Instant next = now.isBefore(first) ? first : now.plus(patience.recheck());
      return Decision.Act.of(withoutWait(state), next);
    }
    Instant until = run.since().plus(patience.ready());
    if (now.isBefore(run.since().plus(WORTH_TELLING))) {
      return Decision.Act.of(state, run.since().plus(WORTH_TELLING));
    }
    if (now.isBefore(until)) {
      return waitsForMover(facts, state, run, obstacle, seen, now);
    }
    return seen.live()
        ? ending.tryFailed(
            facts,
            state,
            run,
            FailureClass.UNKNOWN.reason(),
            "the mover did not start within " + patience.ready() + ": " + obstacle,
            null,
            seen,
            now)
        : new Decision.Ask(Need.LIVE);
  }

  private Decision waitsForMover(
      Facts facts, State state, Run run, String obstacle, Seen seen, Instant now) {
    Optional<Decision> way = Optional.empty();
    if (state.waitingFor() != null) {
      String message = "the mover did not start: " + obstacle;
      Failure trouble = new Failure(FailureClass.UNKNOWN.reason(), message, now, "");
      way = ending.giveWay(facts, state, run, trouble, seen, now);
    }
    return way.orElseGet(
        () ->
            Decision.Act.of(
                state.waiting(
                    Reasons.WAITING_FOR_MOVER, obstacle, now, run.since().plus(patience.ready())),
                now.plus(patience.recheck())));
  }

  private static State withoutWait(State state) {
    return state.waitingFor() == null ? state : state.with(change -> change.waitingFor = null);
  }

  /** The release was lost, or has not been seen yet. */
  private Decision releaseAgain(
      Facts facts, State state, Run run, Thing attempt, Seen seen, Instant now) {
    if (now.isBefore(run.since().plus(patience.ready()))) {
      return Decision.Act.of(
          state, now.plus(patience.settle()), new Effect.Release(attempt.id(), attempt.uid()));
    }
    return seen.live()
        ? ending.tryFailed(
            facts,
            state,
            run,
            FailureClass.UNKNOWN.reason(),
            "the mover could not be started within " + patience.ready(),
            null,
            seen,
            now)
        : new Decision.Ask(Need.LIVE);
  }

  /** Nothing succeeds silently: the report must agree, for every step. */
  private Decision endedWell(
      Facts facts, State state, Run run, Thing attempt, Seen seen, Instant now) {
    Report report = attempt.report();
    if (report == null || !report.outcome().done()) {
      return ending.tryFailed(facts, state, run, attempt, seen, now);
    }
    List<String> missing =
        run.remaining().stream()
            .filter(name -> report.step(name).filter(step -> step.outcome().done()).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      String message = "the mover says that it succeeded, but not at " + String.join(", ", missing);
      return ending.tryFailed(
          facts, state, run, FailureClass.UNKNOWN.reason(), message, attempt, seen, now);
    }
    return succeeded(facts, state, run, attempt, seen, now);
  }

  private Decision succeeded(
      Facts facts, State state, Run run, Thing attempt, Seen seen, Instant now) {
    State told = withoutWait(state);
    Run after =
        run.with(
            change -> {
              change.done.addAll(run.remaining());
              Report report = attempt.report();
              if (report != null) {
                Warnings.of(report).forEach(change::warn);
              }
              change.stage = run.stage() + 1;
              change.failures = 0;
              change.failure = null;
            });
    if (!run.lastStage()) {
      Run next =
          after.with(
              change -> {
                change.enter(Phase.RESTING, now);
                change.retryAt = now;
              });
      return Decision.Act.of(told.withRun(next), now).reporting(attempt);
    }
    if (run.shape().publishes()) {
      Run publishing = after.with(change -> change.enter(Phase.PUBLISHING, now));
      return Decision.Act.of(
              told.withRun(publishing),
              now.plus(patience.settle()),
              new Effect.Make(publishing.image()))
          .reporting(attempt);
    }
    return ending.succeed(facts, told, after, null, seen, now).reporting(attempt);
  }
}
