package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do next about one resource. Pure: equal arguments give equal decisions, and
 * nothing is remembered.
 *
 * <p>Rules that hold throughout: the state is recorded before any effect; effects follow from the
 * recorded state and from what is seen, so each can be lost or repeated; an attempt is made held
 * and released by the uid that was recorded for it; absence counts only when looked up live; an
 * object newer than the record proves the record stale.
 */
public final class Engine {
  private final Idle idle;
  private final Listening listening;
  private final Preparing preparing;
  private final Underway underway;
  private final Publishing publishing;
  private final Resting resting;
  private final Cleaning cleaning;

  public Engine(Patience patience) {
    Ending ending = new Ending(patience);
    this.idle = new Idle(patience);
    this.listening = new Listening(patience, ending);
    this.preparing = new Preparing(patience, ending);
    this.underway = new Underway(patience, ending, listening);
    this.publishing = new Publishing(patience, ending);
    this.resting = new Resting(patience, ending);
    this.cleaning = new Cleaning(patience, idle);
  }

  /**
   * Decides.
   *
   * @param recorded state as it is stored
   * @param now stored times that lie after it count as now
   */
  public Decision decide(Facts facts, State recorded, Seen seen, Instant now) {
    if (facts.deleted()) {
      return new Decision.Nothing();
    }
    State state = Rewind.to(now, recorded);
    Optional<Thing> newest = newest(state, seen);
    if (newest.isPresent()) {
      return seen.live()
          ? forget(state, newest.get().id(), seen, now)
          : new Decision.Ask(Need.LIVE);
    }
    Run run = state.run();
    return run == null
        ? idle.decide(facts, state, seen, now)
        : decide(facts, state, run, seen, now);
  }

  private Decision decide(Facts facts, State state, Run run, Seen seen, Instant now) {
    Optional<Decision> withdrawal = listening.withdrawal(facts, state, run, seen, now);
    if (withdrawal.isPresent()) {
      return withdrawal.get();
    }
    return switch (run.phase()) {
      case PREPARING -> preparing.decide(facts, state, run, seen, now);
      case RUNNING -> underway.decide(facts, state, run, seen, now);
      case PUBLISHING -> publishing.decide(facts, state, run, seen, now);
      case RESTING -> resting.decide(facts, state, run, seen, now);
      case CLEANING -> cleaning.decide(facts, state, run, seen, now);
    };
  }

  /** The newest thing that the record can't know of. */
  private static Optional<Thing> newest(State state, Seen seen) {
    return seen.things().stream()
        .filter(thing -> newer(thing.id(), state.seq(), state.run()))
        .max(
            Comparator.comparingLong((Thing thing) -> thing.id().run())
                .thenComparingInt(thing -> thing.id().round()));
  }

  private static boolean newer(ThingId id, long seq, @Nullable Run run) {
    if (run == null) {
      return id.run() > seq;
    }
    return switch (id.kind()) {
      case ATTEMPT -> id.newerThan(run.number(), run.round());
      case COPY -> id.newerThan(run.number(), run.copyRound());
      case IMAGE -> id.newerThan(run.number(), run.stagesDone() ? run.imageRound() : 0);
      case VOLUME -> false;
    };
  }

  /**
   * The record is really older than the world: it was wiped, or restored from a backup. Which run
   * the objects belong to can't be told, so the record gives up its run, remembers the number, and
   * the sweep removes what is left. The newest image that is ready was published, or was about to
   * be: it is adopted.
   */
  private static Decision forget(State state, ThingId newest, Seen seen, Instant now) {
    ThingId image = newestImage(seen).orElse(state.image());
    State known =
        state.with(
            change -> {
              change.seq = Math.max(state.seq(), newest.run());
              change.run = null;
              change.image = image;
              change.waitingFor = null;
              change.swept = false;
            });
    return Decision.Act.of(known, now);
  }

  private static Optional<ThingId> newestImage(Seen seen) {
    return seen.things().stream()
        .filter(
            thing -> thing.id().kind() == ThingId.Kind.IMAGE && thing.state() == Thing.State.READY)
        .map(Thing::id)
        .max(Comparator.comparingLong(ThingId::run).thenComparingInt(ThingId::round));
  }
}
