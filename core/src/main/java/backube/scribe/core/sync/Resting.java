package backube.scribe.core.sync;

import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between two attempts: is it time, is it our turn, and is nothing of the last one alive? */
final class Resting {
  private final Patience patience;
  private final Ending ending;

  Resting(Patience patience, Ending ending) {
    this.patience = patience;
    this.ending = ending;
  }

  Decision decide(Facts facts, State state, Run run, Seen seen, Instant now) {
    Instant due = due(facts, run, now);
    if (now.isBefore(due)) {
      return Decision.Act.of(state, due);
    }
    if (!seen.live()) {
      return new Decision.Ask(Need.LIVE);
    }
    Optional<Decision> way =
        run.failure() == null
            ? Optional.empty()
            : ending.giveWay(facts, state, run, run.failure(), seen, now);
    if (way.isPresent()) {
      return way.get();
    }
    if (seen.planLost()) {
      return ending.planLost(facts, state, run, seen, now);
    }
    if (run.lacksCopy(seen)) {
      return ending.copyLost(facts, state, run, seen, now);
    }
    List<Thing> alive = seen.things().stream().filter(thing -> mayTouchData(thing, run)).toList();
    if (!alive.isEmpty()) {
      return Decision.Act.of(state, now.plus(patience.settle()), Leftovers.removals(alive));
    }
    return run.stagesDone()
        ? publishAgain(state, run, seen, now)
        : turn(facts, state, run, seen, now);
  }

  /**
   * Whether an attempt is at work, or may be soon. One that is held can be released only by a uid
   * that was recorded, so another one stays: it may be the only carrier of the plan.
   */
  private static boolean mayTouchData(Thing thing, Run run) {
    return thing.id().kind() == ThingId.Kind.ATTEMPT
        && thing.state().live()
        && (thing.state() != Thing.State.HELD || thing.uid().equals(run.attemptUid()));
  }

  /** A delay ends early if what failed may work now. */
  private static Instant due(Facts facts, Run run, Instant now) {
    Instant retryAt = run.retryAt() == null ? now : run.retryAt();
    Failure failure = run.failure();
    boolean changed = failure != null && !failure.fingerprint().equals(facts.fingerprint());
    return changed ? now : retryAt;
  }

  private Decision turn(Facts facts, State state, Run run, Seen seen, Instant now) {
    Optional<Turn> turn = seen.turn();
    if (turn.isEmpty()) {
      return new Decision.Ask(Need.TURN);
    }
    if (turn.get() instanceof Turn.Waiting waiting) {
      return Decision.Act.of(
          state.waiting(Reasons.QUEUED, waiting.message(), now, null),
          now.plus(patience.recheck()));
    }
    return resume(facts, state, run, seen, now);
  }

  private Decision resume(Facts facts, State state, Run run, Seen seen, Instant now) {
    Run next =
        run.with(
            change -> {
              change.round = run.round() + 1;
              change.attemptUid = null;
              Failure failure = run.failure();
              change.failure = failure == null ? null : failure.with(facts.fingerprint());
              change.enter(Phase.PREPARING, now);
            });
    List<Effect> effects = new ArrayList<>();
    effects.add(Effect.Hold.of(next));
    if (run.shape().makesVolume() && seen.find(ThingId.volume()).isEmpty()) {
      effects.add(new Effect.Make(ThingId.volume()));
    }
    effects.addAll(staleCopies(next, seen));
    if (run.shape().copies() && next.needsData() && seen.find(next.copy()).isEmpty()) {
      effects.add(new Effect.Make(next.copy()));
    }
    State recorded =
        state.with(
            change -> {
              change.run = next;
              change.waitingFor = null;
            });
    return Decision.Act.of(recorded, now.plus(patience.settle()), effects);
  }

  /** Copies that failed, and the copy once no step needs it any more. */
  private static List<Effect> staleCopies(Run run, Seen seen) {
    List<Thing> copies =
        seen.things().stream().filter(thing -> thing.id().kind() == ThingId.Kind.COPY).toList();
    return Leftovers.removals(copies, copy -> !run.needsData() || !copy.id().equals(run.copy()));
  }

  /** An image that became ready after all is as good as another one. */
  private static Decision publishAgain(State state, Run run, Seen seen, Instant now) {
    Optional<Thing> image = seen.find(run.image());
    boolean ready = image.filter(found -> found.state() == Thing.State.READY).isPresent();
    Run next =
        run.with(
            change -> {
              change.imageRound =
                  image.isPresent() && !ready ? run.imageRound() + 1 : run.imageRound();
              change.enter(Phase.PUBLISHING, now);
              change.askedAt = Instant.EPOCH;
              change.asks = 0;
            });
    List<Effect> effects = ready ? List.of() : Leftovers.removals(image.stream().toList());
    State recorded =
        state.with(
            change -> {
              change.run = next;
              change.waitingFor = null;
            });
    return Decision.Act.of(recorded, now, effects);
  }
}
