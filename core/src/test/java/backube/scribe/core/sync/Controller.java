package backube.scribe.core.sync;

import backube.scribe.core.queue.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Carries out what a decider decides, one pass at a time, as {@link Pass} does. */
final class Controller {
  private static final int MOST_ASKS = 8;

  private final String name;
  private final Decider decider;
  private final NastyWorld world;

  /** When it wants to look again; null if only a change is a reason to. */
  @Nullable Instant lookAgain = Instant.MIN;

  Controller(String name, Decider decider, NastyWorld world) {
    this.name = name;
    this.decider = decider;
    this.world = world;
  }

  /** What was found out before a decision. */
  record Answers(boolean ready, boolean granted) {}

  /** Looks once. */
  void pass() {
    Store.Entry read = world.readCached();
    Seen seen = Seen.of(world.seeCached(), false);
    Answers answers = new Answers(false, false);
    int losses = world.losses;
    for (int asks = 0; asks < MOST_ASKS; asks++) {
      Instant now = world.clock();
      Decision decision = decider.decide(world.facts(read), read.state(), seen, now);
      if (decision instanceof Decision.Nothing) {
        lookAgain = null;
        return;
      }
      if (decision instanceof Decision.Ask ask) {
        switch (ask.need()) {
          case LIVE -> {
            read = world.store.now();
            losses = world.losses;
            world.between();
            seen = Seen.of(world.objects.things(), true);
          }
          case INPUTS -> {
            Inputs inputs = world.check(read.wish());
            answers = new Answers(inputs instanceof Inputs.Ready, answers.granted());
            seen = seen.with(inputs);
          }
          case TURN -> {
            Turn turn = world.turn();
            answers = new Answers(answers.ready(), turn instanceof Turn.Granted);
            seen = seen.with(turn);
          }
          case GIVEN_VOLUME -> seen = seen.withGivenVolume(world.givenVolume());
        }
        continue;
      }
      Decision.Act act = (Decision.Act) decision;
      if (!seen.planLost() && world.planLost(read, act)) {
        seen = seen.withoutPlan();
        continue;
      }
      carryOut(read, act, answers, now, losses);
      return;
    }
    throw new Violation(Property.EVERY_WAIT_ENDS, "it asks and asks");
  }

  private void carryOut(
      Store.Entry read, Decision.Act act, Answers answers, Instant now, int losses) {
    world.between();
    world.trace(() -> name + " " + read.version() + " " + describe(read, act));
    world.oracle.decided(read, act);
    if (!act.state().equals(read.state())) {
      if (!world.store.record(read, act.state(), decider.heedsConflicts())) {
        world.trace(() -> name + " conflict");
        lookAgain = Instant.MIN;
        return;
      }
      world.oracle.recorded(read, act, answers, now);
    }
    lookAgain = act.lookAgain();
    for (Effect effect : act.effects()) {
      if (world.crashes()) {
        world.trace(() -> name + " crashes before " + effect);
        lookAgain = Instant.MIN;
        return;
      }
      world.between();
      world.oracle.asked(effect, world.losses > losses);
      world.send(effect);
    }
  }

  private static String describe(Store.Entry read, Decision.Act act) {
    Run run = act.state().run();
    return (act.state().equals(read.state()) ? "keeps " : "records ")
        + (run == null
            ? "idle seq=" + act.state().seq()
            : run.phase()
                + " "
                + run.number()
                + "."
                + run.round()
                + " uid="
                + run.attemptUid()
                + " done="
                + run.done()
                + " failures="
                + run.failures())
        + " "
        + act.effects()
        + " again "
        + act.lookAgain();
  }
}
