package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Changes of what an engine is told and of what it says. */
final class Mutations {
  /** Tries again and again. */
  static final Engine TIRELESS =
      new Engine(
          new Patience(
              1000,
              NastyWorld.PATIENCE.firstDelay(),
              NastyWorld.PATIENCE.longestDelay(),
              NastyWorld.PATIENCE.again(),
              NastyWorld.PATIENCE.settle(),
              NastyWorld.PATIENCE.ready(),
              NastyWorld.PATIENCE.recheck()));

  private Mutations() {}

  static boolean in(Phase phase, State state) {
    return state.run() != null && state.run().phase() == phase;
  }

  // What it is told.

  static Seen filtered(Seen seen, Predicate<Thing> kept) {
    return mapped(seen, seen.things().stream().filter(kept).toList());
  }

  private static Seen mapped(Seen seen, List<Thing> things) {
    return new Seen(
        things, seen.live(), seen.inputs(), seen.turn(), seen.givenVolume(), seen.planLost());
  }

  static Seen without(ThingId.Kind kind, Seen seen) {
    return filtered(seen, thing -> thing.id().kind() != kind);
  }

  static Seen withoutOtherAttempts(State state, Seen seen) {
    Run run = state.run();
    boolean between = in(Phase.RESTING, state) || in(Phase.PREPARING, state);
    return run == null || !between
        ? seen
        : filtered(
            seen,
            thing ->
                thing.id().kind() != ThingId.Kind.ATTEMPT
                    || (in(Phase.PREPARING, state) && thing.id().equals(run.attempt())));
  }

  static Seen withRecordedUid(State state, Seen seen) {
    Run run = state.run();
    return run == null || run.attemptUid() == null
        ? seen
        : mapped(
            seen,
            seen.things().stream()
                .map(
                    thing ->
                        thing.id().equals(run.attempt())
                            ? new Thing(
                                thing.id(),
                                Objects.requireNonNull(run.attemptUid()),
                                thing.state(),
                                thing.message(),
                                thing.report())
                            : thing)
                .toList());
  }

  static Seen withTheSameVolume(State state, Seen seen) {
    Run run = state.run();
    return run == null || run.givenVolume() == null
        ? seen
        : seen.withGivenVolume(run.givenVolume());
  }

  static Seen allWell(State state, Seen seen) {
    List<String> steps =
        state.run() == null || state.run().stagesDone() ? List.of() : state.run().remaining();
    return mapped(
        seen,
        seen.things().stream()
            .map(
                thing ->
                    thing.id().kind() == ThingId.Kind.ATTEMPT && thing.state() == Thing.State.FAILED
                        ? new Thing(
                            thing.id(),
                            thing.uid(),
                            Thing.State.SUCCEEDED,
                            "",
                            Reports.succeeded(steps))
                        : thing)
            .toList());
  }

  static List<Thing> newer(State state, Seen seen) {
    Run run = state.run();
    int round = run == null ? Integer.MAX_VALUE : run.round();
    return seen.things().stream()
        .filter(thing -> thing.id().kind() == ThingId.Kind.ATTEMPT)
        .filter(thing -> thing.id().newerThan(state.seq(), round))
        .toList();
  }

  static State firstStageOnly(State state) {
    Run run = state.run();
    return run == null ? state : withStages(state, run.shape().stages().subList(0, 1));
  }

  /** The latest time that is stored, if it lies in the future. */
  static Instant latest(State state, Instant now) {
    Run run = state.run();
    return Stream.of(
            now,
            state.anchor(),
            state.failure() == null ? null : state.failure().at(),
            state.waitingFor() == null ? null : state.waitingFor().since(),
            run == null ? null : run.since(),
            run == null ? null : run.askedAt(),
            run == null || run.failure() == null ? null : run.failure().at())
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(now);
  }

  // What it says.

  static Decision state(Decision decision, UnaryOperator<State> change) {
    return decision instanceof Decision.Act act
        ? new Decision.Act(
            change.apply(act.state()), act.effects(), act.lookAgain(), act.reported(), act.notes())
        : decision;
  }

  static Decision withoutAdvances(Decision.Act act) {
    return new Decision.Act(
        act.state(),
        act.effects().stream().filter(effect -> !(effect instanceof Effect.Advance)).toList(),
        act.lookAgain(),
        act.reported(),
        act.notes());
  }

  static Decision run(Decision decision, UnaryOperator<Run> change) {
    return state(
        decision, next -> next.run() == null ? next : next.withRun(change.apply(next.run())));
  }

  static Decision withStagesOf(State before, Decision decision) {
    Run run = before.run();
    return run == null
        ? decision
        : state(
            decision, next -> next.run() == null ? next : withStages(next, run.shape().stages()));
  }

  private static State withStages(State state, List<Stage> stages) {
    Run run = Objects.requireNonNull(state.run());
    Shape shape = run.shape();
    return state.withRun(
        withShape(
            run,
            new Shape(
                shape.planHash(),
                stages,
                shape.copies(),
                shape.makesVolume(),
                shape.publishes(),
                shape.dropsVolume(),
                shape.failOnWarning(),
                shape.givenVolume(),
                shape.identity(),
                shape.port())));
  }

  static State replanned(State state, String planHash) {
    Run run = state.run();
    return run == null
        ? state
        : state.withRun(withShape(run, Shapes.hashed(run.shape(), planHash)));
  }

  private static Run withShape(Run run, Shape shape) {
    return new Run(
        run.number(),
        run.start(),
        run.token(),
        run.request(),
        run.fingerprint(),
        shape,
        run.phase(),
        run.since(),
        run.round(),
        run.askedAt(),
        run.asks(),
        run.attemptUid(),
        run.copyRound(),
        run.copyUid(),
        run.givenUid(),
        run.imageRound(),
        run.stage(),
        run.done(),
        run.failures(),
        run.retryAt(),
        run.failure(),
        run.warnings(),
        run.succeeded());
  }

  static List<Effect> removals(ThingId.Kind kind, Seen seen) {
    return Leftovers.removals(seen.things(), thing -> thing.id().kind() == kind);
  }

  static Decision also(Decision.Act act, List<Effect> more) {
    List<Effect> effects = new ArrayList<>(act.effects());
    effects.addAll(more);
    return new Decision.Act(act.state(), effects, act.lookAgain(), act.reported(), act.notes());
  }
}
