package backube.scribe.core.sync;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of a try were asked for: are they there? Then release the attempt. */
final class Preparing {
  /** A wait that is shorter is not worth a status write. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

  private final Patience patience;
  private final Ending ending;

  Preparing(Patience patience, Ending ending) {
    this.patience = patience;
    this.ending = ending;
  }

  Decision decide(Facts facts, State state, Run run, Seen seen, Instant now) {
    if (seen.planLost()) {
      return ending.planLost(facts, state, run, seen, now);
    }
    if (run.lacksCopy(seen)) {
      return seen.live()
          ? ending.copyLost(facts, state, run, seen, now)
          : new Decision.Ask(Need.LIVE);
    }
    List<Wanted> wanted = wanted(run, seen);
    Optional<Decision> obstacle = obstacle(facts, state, run, wanted, seen, now);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    if (wanted.stream().allMatch(Wanted::usable)) {
      return release(state, run, seen, now);
    }
    List<Wanted> absent = wanted.stream().filter(want -> want.thing() == null).toList();
    Instant askAnew = run.askedAt().plus(askEvery(state, run));
    if (!absent.isEmpty() && !now.isBefore(askAnew)) {
      return askAnew(facts, state, run, absent, seen, now);
    }
    if (!now.isBefore(run.since().plus(patience.ready()))) {
      return ending.tryFailed(
          facts, state, run, FailureClass.UNKNOWN.reason(), tooLate(wanted), null, seen, now);
    }
    if (state.waitingFor() != null) {
      Failure trouble = new Failure(Reasons.VOLUME_UNUSABLE, state.waitingFor().message(), now, "");
      Optional<Decision> way = ending.giveWay(facts, state, run, trouble, seen, now);
      if (way.isPresent()) {
        return way.get();
      }
    }
    Instant lookAgain = absent.isEmpty() ? now.plus(patience.recheck()) : askAnew;
    Instant worthTelling = run.since().plus(WORTH_TELLING);
    boolean tellFirst = now.isBefore(worthTelling) && worthTelling.isBefore(lookAgain);
    return Decision.Act.of(
        telling(state, run, wanted, now), tellFirst ? worthTelling : lookAgain, advances(wanted));
  }

  private static List<Effect> advances(List<Wanted> wanted) {
    List<Effect> effects = new ArrayList<>();
    for (Wanted want : wanted) {
      Thing thing = want.thing();
      if (thing != null && thing.state() == Thing.State.HALFWAY) {
        effects.add(new Effect.Advance(thing.id(), thing.uid()));
      }
    }
    return effects;
  }

  /** An object that this try needs, as it is seen; null if it isn't. */
  private record Wanted(ThingId id, @Nullable Thing thing, Effect ask) {
    boolean usable() {
      if (thing == null) {
        return false;
      }
      return id.kind() == ThingId.Kind.ATTEMPT
          ? thing.state() == Thing.State.HELD
          : thing.state().usable();
    }

    /** Whether something is left to do for it. */
    boolean toMake() {
      return thing == null || thing.state() == Thing.State.HALFWAY;
    }
  }

  private static List<Wanted> wanted(Run run, Seen seen) {
    List<Wanted> wanted = new ArrayList<>();
    if (run.shape().makesVolume()) {
      wanted.add(want(new Effect.Make(ThingId.volume()), seen));
    }
    if (run.shape().copies() && run.needsData()) {
      wanted.add(want(new Effect.Make(run.copy()), seen));
    }
    wanted.add(want(Effect.Hold.of(run), seen));
    return wanted;
  }

  private static Wanted want(Effect ask, Seen seen) {
    return new Wanted(ask.id(), seen.find(ask.id()).orElse(null), ask);
  }

  private Optional<Decision> obstacle(
      Facts facts, State state, Run run, List<Wanted> wanted, Seen seen, Instant now) {
    for (Wanted want : wanted) {
      Thing thing = want.thing();
      if (thing != null && thing.state() == Thing.State.FAILED) {
        return Optional.of(unusable(facts, state, run, thing, seen, now));
      }
      if (thing != null && startedUnrecorded(thing)) {
        return Optional.of(
            seen.live()
                ? ending.tryFailed(
                    facts,
                    state,
                    run,
                    FailureClass.UNKNOWN.reason(),
                    "the mover was started by somebody else: what it does can't be relied on",
                    null,
                    seen,
                    now)
                : new Decision.Ask(Need.LIVE));
      }
    }
    return Optional.empty();
  }

  /** The record of its release would have changed the phase: it was lost, or never was. */
  private static boolean startedUnrecorded(Thing thing) {
    return thing.id().kind() == ThingId.Kind.ATTEMPT
        && (thing.state() == Thing.State.RUNNING || thing.state() == Thing.State.SUCCEEDED);
  }

  private Decision unusable(
      Facts facts, State state, Run run, Thing thing, Seen seen, Instant now) {
    boolean attempt = thing.id().kind() == ThingId.Kind.ATTEMPT;
    String reason = attempt ? FailureClass.UNKNOWN.reason() : Reasons.VOLUME_UNUSABLE;
    String message = attempt ? "the mover could not be made" : "the volume can't be used";
    return ending.tryFailed(
        facts,
        state,
        run,
        reason,
        thing.message().isEmpty() ? message : thing.message(),
        null,
        seen,
        now);
  }

  /**
   * Everything is there. An attempt of another round that could still move stands in the way; one
   * that ended has carried the plan until now and can go.
   *
   * <p>A cache is enough here: whatever is at work was released when nothing else was alive, so it
   * was made before the held attempt, and a listing that shows the later one shows it too.
   */
  private Decision release(State state, Run run, Seen seen, Instant now) {
    List<Thing> others =
        seen.things().stream()
            .filter(thing -> thing.id().kind() == ThingId.Kind.ATTEMPT)
            .filter(thing -> !thing.id().equals(run.attempt()))
            .toList();
    List<Effect> effects = new ArrayList<>(Leftovers.removals(others));
    if (others.stream().anyMatch(thing -> thing.state().live())) {
      return Decision.Act.of(state, now.plus(patience.settle()), effects);
    }
    if (anotherVolumeCounts(run) && seen.givenVolume().isEmpty()) {
      return new Decision.Ask(Need.GIVEN_VOLUME);
    }
    Thing held = seen.find(run.attempt()).orElseThrow();
    String uid = held.uid();
    effects.add(0, new Effect.Release(run.attempt(), uid));
    Run released =
        run.with(
            change -> {
              change.attemptUid = uid;
              change.copyUid = seen.find(run.copy()).map(Thing::uid).orElse(change.copyUid);
              change.givenUid =
                  seen.givenVolume().filter(given -> !given.isBlank()).orElse(change.givenUid);
              change.enter(Phase.RUNNING, now);
            });
    State recorded =
        state.with(
            change -> {
              change.run = released;
              change.waitingFor = null;
              change.workload = held.workload() == null ? state.workload() : held.workload();
            });
    return Decision.Act.of(recorded, now.plus(patience.settle()), effects);
  }

  /** Nothing that is done was done to the user's volume, and it may have been replaced since. */
  private static boolean anotherVolumeCounts(Run run) {
    return run.shape().givenVolume() != null && run.failures() > 0 && run.done().isEmpty();
  }

  private Decision askAnew(
      Facts facts, State state, Run run, List<Wanted> absent, Seen seen, Instant now) {
    if (!seen.live()) {
      return new Decision.Ask(Need.LIVE);
    }
    boolean spent =
        state.hindrance().isEmpty()
            ? run.asks() >= patience.tries()
            : !now.isBefore(run.since().plus(patience.ready()));
    if (spent) {
      return ending.tryFailed(
          facts,
          state,
          run,
          FailureClass.UNKNOWN.reason(),
          "could not make "
              + kinds(absent)
              + " in "
              + run.asks()
              + " tries"
              + state.hindrance().map(problem -> ": " + problem).orElse(""),
          null,
          seen,
          now);
    }
    Run again =
        run.with(
            change -> {
              change.asks = run.asks() + 1;
              change.askedAt = now;
            });
    return Decision.Act.of(
        state.withRun(again),
        now.plus(patience.settle()),
        absent.stream().map(Wanted::ask).toList());
  }

  /** What is refused, such as by a quota, is asked for on and on, but not as often. */
  private Duration askEvery(State state, Run run) {
    boolean often = state.hindrance().isEmpty() || run.asks() < patience.tries();
    return often ? patience.settle() : patience.recheck();
  }

  private State telling(State state, Run run, List<Wanted> wanted, Instant now) {
    if (state.hindrance().isPresent()) {
      return wanted.stream().anyMatch(Wanted::toMake) ? state : state.unhindered();
    }
    if (now.isBefore(run.since().plus(WORTH_TELLING))) {
      return state;
    }
    return state.waiting(
        Reasons.WAITING_FOR_VOLUME,
        "waiting for " + pending(wanted),
        now,
        run.since().plus(patience.ready()));
  }

  private String tooLate(List<Wanted> wanted) {
    return pending(wanted) + " not usable within " + patience.ready();
  }

  private static String pending(List<Wanted> wanted) {
    List<Wanted> missing = wanted.stream().filter(want -> !want.usable()).toList();
    String why =
        missing.stream()
            .map(Wanted::thing)
            .filter(thing -> thing != null && !thing.message().isEmpty())
            .map(thing -> ": " + thing.message())
            .findFirst()
            .orElse("");
    return kinds(missing) + why;
  }

  private static String kinds(List<Wanted> wanted) {
    return String.join(
        ", ",
        wanted.stream()
            .map(
                want ->
                    switch (want.id().kind()) {
                      case ATTEMPT -> "the mover";
                      case COPY -> "the point-in-time copy";
                      case VOLUME -> "the destination volume";
                      case IMAGE -> "the image";
                    })
            .toList());
  }
}
