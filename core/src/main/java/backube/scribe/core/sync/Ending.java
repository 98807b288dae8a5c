package backube.scribe.core.sync;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Events;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How tries and runs end: with another try, in failure, or well. */
final class Ending {
  private final Patience patience;

  Ending(Patience patience) {
    this.patience = patience;
  }

  /** An attempt failed: what its report says decides. */
  Decision tryFailed(Facts facts, State state, Run run, Thing attempt, Seen seen, Instant now) {
    Report report = attempt.report();
    if (report == null) {
      String message = attempt.message().isEmpty() ? "it left no report" : attempt.message();
      return tryFailed(
          facts, state, run, FailureClass.UNKNOWN.reason(), message, attempt, seen, now);
    }
    FailureClass failure = report.failure() == null ? FailureClass.UNKNOWN : report.failure();
    String message = report.message().isEmpty() ? "no message" : report.message();
    return tryFailed(facts, state, run, failure.reason(), message, attempt, seen, now);
  }

  /**
   * A try failed.
   *
   * @param attempt that ended so; null if there is none
   */
  Decision tryFailed(
      Facts facts,
      State state,
      Run run,
      String reason,
      String message,
      @Nullable Thing attempt,
      Seen seen,
      Instant now) {
    int failures = run.failures() + 1;
    Failure failure = new Failure(reason, message, now, run.triedWith());
    Run failed =
        run.with(
            change -> {
              change.failures = failures;
              change.failure = failure;
              List<String> done = doneBefore(run, attempt);
              change.done.addAll(done);
              if (attempt != null && attempt.report() != null) {
                Warnings.ofSteps(attempt.report(), done).forEach(change::warn);
              }
              if (run.copyUid() == null && run.shape().copies() && broken(run, seen)) {
                change.copyRound = run.copyRound() + 1;
              }
            });
    Decision.Act act =
        patience.spent(failures, reason)
            ? end(facts, state, failed, failure, seen, now)
            : rest(facts, state, failed, failure, now);
    return attempt == null ? act : act.reporting(attempt);
  }

  /** Steps that the attempt did before it failed; the last one of all must be left to repeat. */
  private static List<String> doneBefore(Run run, @Nullable Thing attempt) {
    Report report = attempt == null ? null : attempt.report();
    if (report == null || run.stagesDone()) {
      return List.of();
    }
    List<String> remaining = run.remaining();
    List<String> done =
        report.steps().stream()
            .filter(step -> step.outcome().done() && remaining.contains(step.name()))
            .map(Report.StepResult::name)
            .toList();
    return done.size() < remaining.size() ? done : done.subList(0, done.size() - 1);
  }

  private static boolean broken(Run run, Seen seen) {
    return seen.find(run.copy()).filter(copy -> !copy.state().usable()).isPresent();
  }

  private Decision.Act rest(Facts facts, State state, Run run, Failure failure, Instant now) {
    Duration delay = patience.delay(run.failures(), facts.uid().hashCode());
    Instant retryAt = now.plus(delay);
    String message =
        "attempt %d of %d failed: %s: %s; next try at %s"
            .formatted(
                run.failures(),
                patience.tries(),
                failure.reason(),
                failure.message(),
                Outlook.seconds(retryAt));
    Run resting =
        run.with(
            change -> {
              change.enter(Phase.RESTING, now);
              change.retryAt = retryAt;
            });
    State recorded = state.withRun(resting).waiting(Reasons.RETRYING, message, now, retryAt);
    return Decision.Act.of(recorded, retryAt)
        .noting(new Note(Events.Type.WARNING, failure.reason(), message));
  }

  /** The copy that the run began with is gone: another one would be of another time. */
  Decision copyLost(Facts facts, State state, Run run, Seen seen, Instant now) {
    return fail(
        facts,
        state,
        run,
        Reasons.COPY_LOST,
        "the point-in-time copy of this run was removed",
        seen,
        now);
  }

  /** What was restored is gone with its volume. */
  Decision volumeLost(Facts facts, State state, Run run, Seen seen, Instant now) {
    return fail(
        facts,
        state,
        run,
        Reasons.VOLUME_LOST,
        "the destination volume was removed or replaced before its image was made; the next run"
            + " restores anew",
        seen,
        now);
  }

  /** The frozen plan is gone, and can't be rendered again alike. */
  Decision planLost(Facts facts, State state, Run run, Seen seen, Instant now) {
    return fail(
        facts,
        state,
        run,
        Reasons.PLAN_LOST,
        "the plan of this run is lost; a new run makes a new one",
        seen,
        now);
  }

  /**
   * A run that can't go on gives way to another one, if what it would be made of now is not what it
   * was made of: somebody may have removed the cause.
   *
   * @param trouble what keeps it from going on
   * @return empty if it waits on
   */
  Optional<Decision> giveWay(
      Facts facts, State state, Run run, Failure trouble, Seen seen, Instant now) {
    if (facts.fingerprint().equals(run.triedWith())) {
      return Optional.empty();
    }
    if (!seen.live()) {
      return Optional.of(new Decision.Ask(Need.LIVE));
    }
    if (seen.inputs().isEmpty()) {
      return Optional.of(new Decision.Ask(Need.INPUTS));
    }
    return seen.inputs().get() instanceof Inputs.Ready ready
            && !ready.shape().planHash().equals(run.shape().planHash())
        ? Optional.of(superseded(facts, state, run, trouble, seen, now))
        : Optional.empty();
  }

  /** What made it due is not over, so the next run need not wait for the schedule's next slot. */
  private Decision superseded(
      Facts facts, State state, Run run, Failure trouble, Seen seen, Instant now) {
    String message = trouble.message() + "; a new run begins with what has changed since";
    Decision.Act ended =
        (Decision.Act) fail(facts, state, run, trouble.reason(), message, seen, now);
    return ended.recording(
        ended
            .state()
            .with(
                change -> {
                  change.anchor = state.anchor();
                  change.requestAck = state.requestAck();
                }));
  }

  /** The run has failed, whatever budget is left. */
  private Decision fail(
      Facts facts, State state, Run run, String reason, String message, Seen seen, Instant now) {
    Failure failure = new Failure(reason, message, now, run.fingerprint());
    return end(facts, state, run, failure, seen, now);
  }

  private Decision.Act end(
      Facts facts, State state, Run run, Failure failure, Seen seen, Instant now) {
    return clean(facts, state, run, failure, state.image(), seen, now)
        .noting(new Note(Events.Type.WARNING, failure.reason(), failure.message()));
  }

  /**
   * The run is given up though nothing is wrong with it: it is neither a success nor a failure, and
   * what made it due is not over.
   */
  Decision.Act withdraw(State state, Run run, String cause, Seen seen, Instant now) {
    Run ended = run.with(change -> change.enter(Phase.CLEANING, now));
    State recorded =
        state.with(
            change -> {
              change.run = ended;
              change.waitingFor = null;
            });
    return Decision.Act.of(
            recorded, now, Leftovers.removals(Cleaning.leftovers(recorded, ended, seen)))
        .noting(
            new Note(
                Events.Type.NORMAL,
                Reasons.LISTENING_ENDED,
                "the mover does not wait for the other side any more: " + cause));
  }

  /**
   * Every step did what it says.
   *
   * @param image that was published; null if the run publishes none
   */
  Decision.Act succeed(
      Facts facts, State state, Run run, @Nullable ThingId image, Seen seen, Instant now) {
    String warnings = String.join("; ", run.warnings());
    if (!run.warnings().isEmpty() && run.shape().failOnWarning()) {
      Failure failure =
          new Failure(
              Reasons.COMPLETED_WITH_WARNINGS,
              warnings + " (failOnWarning is set)",
              now,
              run.fingerprint());
      return end(facts, state, run, failure, seen, now);
    }
    Note note =
        run.warnings().isEmpty()
            ? new Note(Events.Type.NORMAL, Reasons.SYNC_SUCCEEDED, "synchronization completed")
            : new Note(Events.Type.WARNING, Reasons.COMPLETED_WITH_WARNINGS, warnings);
    return clean(facts, state, run, null, image, seen, now).noting(note);
  }

  /** Records the outcome and begins to clean up. */
  private Decision.Act clean(
      Facts facts,
      State state,
      Run run,
      @Nullable Failure failure,
      @Nullable ThingId image,
      Seen seen,
      Instant now) {
    boolean succeeded = failure == null;
    Run ended =
        run.with(
            change -> {
              change.succeeded = succeeded;
              change.enter(Phase.CLEANING, now);
            });
    State recorded =
        state.with(
            change -> {
              change.run = ended;
              change.waitingFor = null;
              change.anchor = now;
              change.requestAck = run.request();
              change.failure = failure == null ? null : failure.with(run.fingerprint());
              change.lost =
                  failure != null && Patience.lost(failure.reason()) ? state.losses() + 1 : null;
              change.image = image;
              change.nextSync =
                  facts.due() instanceof Due.Scheduled schedule ? schedule.next().apply(now) : null;
              if (succeeded) {
                change.lastSync = now;
                change.lastDuration = duration(run.start(), now);
                change.ack = run.token();
                change.warnings = run.warnings();
              }
            });
    return Decision.Act.of(
        recorded, now, Leftovers.removals(Cleaning.leftovers(recorded, ended, seen)));
  }

  private static Duration duration(Instant start, Instant end) {
    return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
  }
}
