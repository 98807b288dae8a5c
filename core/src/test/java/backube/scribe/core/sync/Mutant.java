package backube.scribe.core.sync;

import backube.scribe.core.queue.Turn;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.List;

/** Engines with one defect each, and the property that must tell. */
enum Mutant {
  IGNORES_CONFLICTS(Property.ONE_RUN_PER_WRITE, Decider::decide),

  RELEASES_BEFORE_RECORDING(
      Property.RECORDED_FIRST,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, now) instanceof Decision.Act act
                  && act.effects().stream().anyMatch(Effect.Release.class::isInstance)
                  && state.run() != null
                  && state.run().phase() == Phase.PREPARING
              ? Decision.Act.of(state, act.lookAgain(), act.effects())
              : engine.decide(facts, state, seen, now)),

  /** It waits for an attempt that nobody will release. */
  IGNORES_THE_UID(
      Property.EVERY_WAIT_ENDS,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, Mutations.withRecordedUid(state, seen), now)),

  /** It waits for a copy that nobody completes. */
  NEVER_ADVANCES(
      Property.EVERY_WAIT_ENDS,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, now) instanceof Decision.Act act
              ? Mutations.withoutAdvances(act)
              : engine.decide(facts, state, seen, now)),

  TAKES_CACHED_ABSENCE_FOR_ABSENCE(
      Property.NO_STEP_TWICE,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen.live(seen.things()), now)),

  STARTS_ON_THE_WORD_OF_A_CACHE(
      Property.KEEPS_THE_IMAGE,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, state.run() == null ? seen.live(seen.things()) : seen, now)),

  RETRIES_BESIDE_THE_LAST_ATTEMPT(
      Property.ONE_AT_WORK,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, Mutations.withoutOtherAttempts(state, seen), now)),

  REMOVES_WHAT_IS_NEWER(
      Property.SPARES_THE_RUNNING,
      (engine, facts, state, seen, now) ->
          seen.live() || Mutations.newer(state, seen).isEmpty()
              ? engine.decide(facts, state, seen, now)
              : Decision.Act.of(state, now, Leftovers.removals(Mutations.newer(state, seen)))),

  GIVES_UP_WHAT_IT_DOES_NOT_SEE(
      Property.SPARES_THE_RUNNING,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, now) instanceof Decision.Act act
                  && Mutations.in(Phase.RUNNING, state)
                  && state.equals(act.state())
              ? Decision.Act.of(state, act.lookAgain(), Leftovers.removals(seen.things()))
              : engine.decide(facts, state, seen, now)),

  RESTARTS_NUMBERING(
      Property.NUMBERS_GROW,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, state.seq() == 0 ? Instant.EPOCH : now)),

  MERGES_END_AND_START(
      Property.ONE_RUN_PER_WRITE,
      (engine, facts, state, seen, now) -> {
        Decision decision = engine.decide(facts, state, seen, now);
        return state.run() != null
                && decision instanceof Decision.Act act
                && act.state().run() == null
            ? engine.decide(facts, act.state(), seen, now)
            : decision;
      }),

  RETRIES_FROM_THE_FIRST_STEP(
      Property.NO_STEP_TWICE,
      (engine, facts, state, seen, now) ->
          Mutations.run(
              engine.decide(facts, state, seen, now),
              run -> run.with(change -> change.done.clear()))),

  COUNTS_WHAT_FAILED(
      Property.OWN_OUTCOME,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, Mutations.allWell(state, seen), now)),

  SKIPS_LATER_STAGES(
      Property.SUCCESS_IS_COMPLETE,
      (engine, facts, state, seen, now) ->
          Mutations.withStagesOf(
              state, engine.decide(facts, Mutations.firstStageOnly(state), seen, now))),

  FORGETS_THE_LAST_SUCCESS(
      Property.SUCCESS_TIME_GROWS,
      (engine, facts, state, seen, now) ->
          Mutations.state(
              engine.decide(facts, state, seen, now),
              next -> next.failure() == null ? next : next.with(change -> change.lastSync = null))),

  ACKNOWLEDGES_THE_CURRENT_TOKEN(
      Property.ACKNOWLEDGES_WHAT_RAN,
      (engine, facts, state, seen, now) ->
          Mutations.state(
              engine.decide(facts, state, seen, now),
              next ->
                  facts.due() instanceof Due.Manual manual && next.ack() != null
                      ? next.with(change -> change.ack = manual.token())
                      : next)),

  THAWS_THE_PLAN(
      Property.RUN_IS_FROZEN,
      (engine, facts, state, seen, now) ->
          Mutations.state(
              engine.decide(facts, state, seen, now),
              next -> Mutations.replanned(next, facts.fingerprint()))),

  LOSES_WARNINGS(
      Property.WARNINGS_ARE_TOLD,
      (engine, facts, state, seen, now) ->
          Mutations.run(
              engine.decide(facts, state, seen, now),
              run ->
                  Phase.RESTING == run.phase()
                      ? run.with(change -> change.warnings = List.of())
                      : run)),

  IGNORES_PAUSE(
      Property.STARTS_WHEN_IT_MAY,
      (engine, facts, state, seen, now) ->
          engine.decide(
              new Facts(
                  facts.uid(), facts.due(), facts.request(), false, false, facts.fingerprint()),
              state,
              seen,
              now)),

  LISTENS_THROUGH_A_PAUSE(
      Property.LISTENERS_GIVE_WAY,
      (engine, facts, state, seen, now) ->
          engine.decide(
              new Facts(
                  facts.uid(),
                  facts.due(),
                  facts.request(),
                  facts.paused() && !Mutations.in(Phase.RUNNING, state),
                  false,
                  facts.fingerprint()),
              state,
              seen,
              now)),

  IGNORES_THE_QUEUE(
      Property.STARTS_WHEN_IT_MAY,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen.with(new Turn.Granted()), now)),

  HAS_NO_BUDGET(
      Property.BUDGET_HOLDS,
      (engine, facts, state, seen, now) -> Mutations.TIRELESS.decide(facts, state, seen, now)),

  REPLACES_THE_IMAGE_TOO_EARLY(
      Property.KEEPS_THE_IMAGE,
      (engine, facts, state, seen, now) ->
          Mutations.in(Phase.PUBLISHING, state)
                  && engine.decide(facts, state, seen, now) instanceof Decision.Act act
              ? Mutations.also(act, Mutations.removals(ThingId.Kind.IMAGE, seen))
              : engine.decide(facts, state, seen, now)),

  LOOKS_AT_THE_NAME_OF_A_VOLUME_ONLY(
      Property.IMAGE_OF_WHAT_WAS_WRITTEN,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, Mutations.withTheSameVolume(state, seen), now)),

  FORGETS_TO_SWEEP(
      Property.NOTHING_LEFT,
      (engine, facts, state, seen, now) ->
          engine.decide(
              facts,
              state,
              state.run() == null ? Mutations.without(ThingId.Kind.ATTEMPT, seen) : seen,
              now)),

  KEEPS_COPIES(
      Property.NOTHING_LEFT,
      (engine, facts, state, seen, now) ->
          engine.decide(
              facts,
              state,
              state.run() == null || Mutations.in(Phase.CLEANING, state)
                  ? Mutations.without(ThingId.Kind.COPY, seen)
                  : seen,
              now)),

  ASKS_ONLY_ONCE(
      Property.EVERY_WAIT_ENDS,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, now) instanceof Decision.Act act
                  && act.state().run() != null
                  && act.state().run().asks() > 1
              ? Decision.Act.of(act.state(), act.lookAgain())
              : engine.decide(facts, state, seen, now)),

  WAITS_FOR_CHANGES_ONLY(
      Property.EVERY_WAIT_ENDS,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, now) instanceof Decision.Act act
              ? new Decision.Act(act.state(), act.effects(), null, act.reported(), act.notes())
              : engine.decide(facts, state, seen, now)),

  LOOKS_ALL_THE_TIME(
      Property.EVERY_WAIT_ENDS,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, now) instanceof Decision.Act act
              ? new Decision.Act(act.state(), act.effects(), now, act.reported(), act.notes())
              : engine.decide(facts, state, seen, now)),

  BELIEVES_TIMES_IN_THE_FUTURE(
      Property.EVERY_WAIT_ENDS,
      (engine, facts, state, seen, now) ->
          engine.decide(facts, state, seen, Mutations.latest(state, now)));

  /** What is wrong with it. */
  interface Defect {
    Decision decide(Decider engine, Facts facts, State state, Seen seen, Instant now);
  }

  final Property caughtBy;

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
  private final Defect defect;

  Mutant(Property caughtBy, Defect defect) {
    this.caughtBy = caughtBy;
    this.defect = defect;
  }

  Decider of(Decider engine) {
    return new Decider() {
      @Override
      public Decision decide(Facts facts, State state, Seen seen, Instant now) {
        return defect.decide(engine, facts, state, seen, now);
      }

      @Override
      public boolean heedsConflicts() {
        return Mutant.this != IGNORES_CONFLICTS;
      }
    };
  }
}
