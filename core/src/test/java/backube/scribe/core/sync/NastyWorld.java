package backube.scribe.core.sync;

import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource, its objects and two controllers in a world where everything goes wrong that can:
 * effects are lost, delayed and repeated, caches are old, controllers crash, people delete objects,
 * the clock jumps, the status is lost. Equal seeds give equal worlds.
 */
final class NastyWorld {
  static final Patience PATIENCE =
      new Patience(
          3,
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofHours(1),
          Duration.ofSeconds(20),
          Duration.ofMinutes(30),
          Duration.ofSeconds(60));

  private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

  /** How many changes an old sight may lack. */
  private static final int OLDEST = 8;

  final SplittableRandom random;
  final Faults faults;
  final Store store;
  final World objects;
  final Oracle oracle;
  final List<Controller> controllers;
  Instant real = BEGIN;

  /** How often the status was wiped or set back. */
  int losses;

  boolean clockWentBack;

  /** Whether faults have stopped. */
  boolean calm;

  /** Whether something changed that a controller watches. */
  boolean stirred = true;

  private final List<String> trace;
  private final List<List<Thing>> attempts = new ArrayList<>(List.of(List.of()));
  private final List<List<Thing>> volumes = new ArrayList<>(List.of(List.of()));
  private final List<Flying> flying = new ArrayList<>();
  private Duration skew = Duration.ZERO;
  private int secret;
  private int volumesReplaced;
  private int depth;

  /** An effect that has yet to reach its object. */
  private record Flying(Instant at, Effect effect) {}

  NastyWorld(long seed, Faults faults, Decider decider, List<String> trace) {
    this.random = new SplittableRandom(seed);
    this.faults = faults;
    this.trace = trace;
    this.oracle = new Oracle(this);
    this.objects = new World(new Fate(this));
    this.store = new Store(People.firstWish(random));
    this.controllers =
        List.of(new Controller("one", decider, this), new Controller("two", decider, this));
  }

  Instant clock() {
    return real.plus(skew);
  }

  void trace(Supplier<String> line) {
    if (trace != Traces.NONE) {
      trace.add(real + " (" + clock() + ") " + line.get());
    }
  }

  boolean chance(int permille) {
    return random.nextInt(1000) < permille;
  }

  /** Whether a fault of this likeliness happens now. */
  boolean goesWrong(int permille) {
    return !calm && chance(permille);
  }

  Duration seconds(int from, int to) {
    return Duration.ofSeconds(random.nextInt(from, to + 1));
  }

  // What a controller asks.

  Facts facts(Store.Entry read) {
    return read.wish().facts(secret);
  }

  Store.Entry readCached() {
    return store.back(lag());
  }

  List<Thing> seeCached() {
    List<Thing> seen = new ArrayList<>(back(attempts));
    seen.addAll(back(volumes));
    return seen;
  }

  private List<Thing> back(List<List<Thing>> sights) {
    return sights.get(Math.max(0, sights.size() - 1 - lag()));
  }

  private int lag() {
    return goesWrong(faults.stale()) ? random.nextInt(1, OLDEST + 1) : 0;
  }

  Inputs check(Wish wish) {
    return goesWrong(faults.waits())
        ? new Inputs.Refused(new Refusal(Reasons.MISSING_REFERENCE, "no Secret"))
        : new Inputs.Ready(wish.rendered(givenVolume()));
  }

  /** The uid of the volume that has the name of the user's. */
  String givenVolume() {
    return "given " + volumesReplaced;
  }

  Turn turn() {
    return goesWrong(faults.waits()) ? new Turn.Waiting("first in line") : new Turn.Granted();
  }

  boolean planLost(Store.Entry read, Decision.Act act) {
    return read.state().run() != null
        && act.effects().stream()
            .anyMatch(
                effect -> effect instanceof Effect.Hold hold && !planFound(read.wish(), hold));
  }

  private boolean planFound(Wish wish, Effect.Hold hold) {
    return wish.planHash().equals(hold.planHash())
        || objects.pieces().stream()
            .anyMatch(
                piece ->
                    piece.is(ThingId.Kind.ATTEMPT)
                        && piece.id.run() == hold.id().run()
                        && piece.planHash.equals(hold.planHash())
                        && piece.state != Thing.State.TERMINATING);
  }

  // What a controller does.

  boolean crashes() {
    return goesWrong(faults.crash());
  }

  /** Something else may happen between any two things that a controller does. */
  void between() {
    if (depth == 0 && goesWrong(faults.between())) {
      depth++;
      if (random.nextBoolean()) {
        controllers.get(random.nextInt(2)).pass();
      } else {
        People.meddle(this);
      }
      depth--;
    }
  }

  void send(Effect effect) {
    if (goesWrong(faults.lost())) {
      trace(() -> "lost: " + effect);
      return;
    }
    boolean delayed = goesWrong(faults.delayed());
    if (delayed || goesWrong(faults.repeated())) {
      flying.add(new Flying(real.plus(seconds(1, 600)), effect));
    }
    if (!delayed) {
      arrives(effect);
    }
  }

  private void arrives(Effect effect) {
    if (effect instanceof Effect.Remove remove) {
      objects
          .find(remove.id())
          .filter(piece -> piece.uid.equals(remove.uid()))
          .ifPresent(oracle::removes);
    }
    objects.apply(effect);
  }

  // What happens.

  void changed() {
    stirred = true;
    List<Thing> some = new ArrayList<>();
    List<Thing> others = new ArrayList<>();
    for (Piece piece : objects.pieces()) {
      (piece.is(ThingId.Kind.ATTEMPT) ? some : others).add(piece.seen());
    }
    attempts.add(some);
    volumes.add(others);
  }

  void edit(Wish wish) {
    trace(() -> "edit: " + wish);
    store.put(wish, store.now().state());
    stirred = true;
  }

  void rotateSecret() {
    secret++;
    stirred = true;
  }

  void replaceVolume() {
    trace(() -> "volume replaced: " + givenVolume());
    volumesReplaced++;
  }

  void turnClock(Duration by) {
    trace(() -> "clock turned by " + by);
    skew = skew.plus(by);
    clockWentBack |= by.isNegative();
  }

  void forget(State state) {
    trace(() -> "record lost: " + state);
    losses++;
    store.put(store.now().wish(), state);
  }

  /** When something happens next by itself. */
  Optional<Instant> next() {
    Instant next = null;
    for (Piece piece : objects.pieces()) {
      next = earlier(next, piece.turnsAt);
    }
    for (Flying effect : flying) {
      next = earlier(next, effect.at());
    }
    for (Controller controller : controllers) {
      Instant again = controller.lookAgain;
      boolean ahead = again != null && again.isAfter(clock());
      next = earlier(next, ahead ? again.minus(skew) : null);
    }
    return Optional.ofNullable(next);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** Time passes, and what falls due happens. */
  void advance(Instant to) {
    real = to.isAfter(real) ? to : real;
    for (Piece piece : List.copyOf(objects.pieces())) {
      if (piece.turnsAt != null && !piece.turnsAt.isAfter(real) && piece.turn != null) {
        piece.turnsAt = null;
        piece.turn.run();
        trace(() -> "now " + piece);
      }
    }
    for (Flying effect : List.copyOf(flying)) {
      if (!effect.at().isAfter(real)) {
        flying.remove(effect);
        trace(() -> "late: " + effect.effect());
        arrives(effect.effect());
      }
    }
  }

  boolean recordLost() {
    return losses > 0;
  }

  boolean anythingFlying() {
    return !flying.isEmpty();
  }
}
