package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays a world: first nasty, then calm until all is well. */
final class Life {
  private static final Duration SOON_ENOUGH = Duration.ofHours(5);
  private static final int MOST_PASSES = 1500;
  private static final int MOST_PASSES_AT_ONCE = 40;

  private final NastyWorld world;

  private Life(NastyWorld world) {
    this.world = world;
  }

  /** Plays the world of a seed; throws a {@link Violation} if a property does not hold. */
  static NastyWorld play(long seed, Faults faults, Decider decider) {
    return play(seed, faults, decider, Traces.NONE);
  }

  private static NastyWorld play(long seed, Faults faults, Decider decider, List<String> trace) {
    NastyWorld world = new NastyWorld(seed, faults, decider, trace);
    Life life = new Life(world);
    life.nasty();
    life.calm();
    return world;
  }

  /** What happened in a world, line by line. */
  static List<String> trace(long seed, Faults faults, Decider decider) {
    List<String> trace = new ArrayList<>();
    try {
      play(seed, faults, decider, trace);
    } catch (Violation violation) {
      trace.add(violation.getMessage());
    }
    return trace;
  }

  private void nasty() {
    int steps = world.random.nextInt(20, 120);
    for (int step = 0; step < steps; step++) {
      People.meddle(world);
      if (world.chance(450)) {
        pass(nearest());
      } else if (world.chance(800)) {
        world.advance(world.next().orElse(world.real));
      } else {
        world.advance(world.real.plus(world.seconds(1, world.chance(100) ? 7200 : 60)));
      }
    }
  }

  private Controller nearest() {
    return world.controllers.get(world.chance(700) ? 0 : 1);
  }

  private static void pass(Controller controller) {
    controller.pass();
  }

  private void calm() {
    world.calm = true;
    world.trace(() -> "calm");
    Wish wish = world.store.now().wish().paused(false);
    world.edit(wish.trigger() == Wish.Trigger.INVALID ? wish.with(Wish.Trigger.SCHEDULED) : wish);
    world.objects.find(ThingId.volume()).ifPresent(this::mend);
    Controller controller = world.controllers.get(0);
    controller.lookAgain = Instant.MIN;
    world.controllers.get(1).lookAgain = null;
    Instant limit = world.real.plus(SOON_ENOUGH);
    int before = world.oracle.successes();
    int passes = 0;
    int atOnce = 0;
    while (!atRest(before)) {
      Instant again = controller.lookAgain;
      if (world.stirred || (again != null && !again.isAfter(world.clock()))) {
        world.stirred = false;
        controller.pass();
        passes++;
        atOnce++;
      } else {
        Optional<Instant> next = world.next();
        require(next.isPresent(), "it waits for nothing");
        world.advance(next.get());
        atOnce = 0;
      }
      require(!world.real.isAfter(limit), "not well after five hours");
      require(passes < MOST_PASSES, "not well after many passes");
      require(atOnce < MOST_PASSES_AT_ONCE, "it looks again and again");
    }
    world.oracle.atRest();
  }

  /**
   * A made volume survives runs and is the user's: only the user can replace one that is broken.
   */
  private void mend(Piece volume) {
    if (volume.state == Thing.State.FAILED) {
      world.objects.remove(volume);
    } else if (volume.state == Thing.State.CREATING) {
      world.objects.turn(volume, Thing.State.READY);
    }
  }

  private boolean atRest(int successesBefore) {
    Store.Entry now = world.store.now();
    State state = now.state();
    if (state.run() != null || !state.swept() || world.anythingFlying() || world.stirred) {
      return false;
    }
    Wish wish = now.wish();
    if (wish.request() != null && !wish.request().equals(state.requestAck())) {
      return false;
    }
    return wish.trigger() == Wish.Trigger.MANUAL
        ? wish.token().equals(state.ack())
        : world.oracle.successes() > successesBefore && state.failure() == null;
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation(
          Property.EVERY_WAIT_ENDS, what + ": " + world.store.now() + " " + world.objects.pieces());
    }
  }
}
