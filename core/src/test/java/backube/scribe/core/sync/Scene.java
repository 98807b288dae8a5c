package backube.scribe.core.sync;

import backube.scribe.api.mover.Report;
import backube.scribe.core.queue.Turn;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One resource in a world without faults, at a moment of its life: the engine decides, its answers
 * are carried out at once, and objects become usable at once. A test changes one thing and looks.
 */
final class Scene implements World.Fates {
  static final Patience PATIENCE = Patience.DEFAULT;

  final World world = new World(this);
  final List<Need> asked = new ArrayList<>();
  final Engine engine = new Engine(PATIENCE);
  Instant now = Instant.parse("2026-03-02T10:00:30Z");
  State state = State.EMPTY;
  Due due = new Due.Manual("first");
  Optional<String> request = Optional.empty();
  boolean paused;
  boolean deleted;
  String fingerprint = "spec 1";
  Inputs inputs;
  Turn turn = new Turn.Granted();
  boolean planLost;

  /** Where a run that listens is reached. */
  Optional<String> address = Optional.of("10.0.0.7");

  boolean exchanged;

  /** What has the name of the user's volume now; blank if nothing has. */
  String givenVolume = "given 1";

  /** What a cache shows; null if it is up to date. */
  @Nullable List<Thing> cached;

  /** Whether copies, volumes and images become usable by themselves. */
  boolean provisions = true;

  Scene(Shape shape) {
    inputs = new Inputs.Ready(shape);
  }

  /** A resource that is about to start its first run. */
  static Scene of(Shape shape) {
    return new Scene(shape);
  }

  /** A resource whose run has reached a phase. */
  static Scene in(Phase phase, Shape shape) {
    return new Scene(shape).until(phase);
  }

  /** A resource that has synced once by a manual trigger. */
  static Scene idle(Shape shape) {
    Scene scene = in(Phase.RUNNING, shape);
    while (scene.state.run() != null) {
      if (scene.run().phase() == Phase.RUNNING) {
        scene.attempt().report = Reports.succeeded(scene.attempt().steps);
        scene.world.turn(scene.attempt(), Thing.State.SUCCEEDED);
      }
      scene.pass();
    }
    return scene;
  }

  Scene until(Phase phase) {
    for (int passes = 0; passes < 20; passes++) {
      pass();
      if (state.run() != null && run().phase() == phase) {
        return this;
      }
    }
    throw new AssertionError("never " + phase + ": " + state);
  }

  Facts facts() {
    return new Facts("uid", due, request, paused, deleted, fingerprint, address, exchanged);
  }

  /** What the engine decides now, its questions answered. */
  Decision decision() {
    asked.clear();
    Seen seen = Seen.of(cached == null ? world.things() : cached, false);
    for (int questions = 0; questions < 8; questions++) {
      seen = planLost ? seen.withoutPlan() : seen;
      Decision decision = engine.decide(facts(), state, seen, now);
      if (!(decision instanceof Decision.Ask ask)) {
        return decision;
      }
      asked.add(ask.need());
      seen =
          switch (ask.need()) {
            case LIVE -> seen.live(world.things());
            case INPUTS -> seen.with(inputs);
            case TURN -> seen.with(turn);
            case GIVEN_VOLUME -> seen.withGivenVolume(givenVolume);
          };
    }
    throw new AssertionError("asks without end: " + asked);
  }

  Decision.Act act() {
    return (Decision.Act) decision();
  }

  /** Decides, records and carries out. */
  Decision.Act pass() {
    Decision.Act act = act();
    state = act.state();
    act.effects().forEach(world::apply);
    return act;
  }

  /** The same after some time. */
  Decision.Act after(Duration duration) {
    now = now.plus(duration);
    return pass();
  }

  /**
   * Looks whenever the engine wants to, until it waits for a change or for longer than a minute.
   */
  Scene settle() {
    for (int passes = 0; passes < 30; passes++) {
      State before = state;
      Decision.Act act = pass();
      Instant again = act.lookAgain();
      if (before.equals(state) && act.effects().isEmpty()) {
        if (again == null || again.isAfter(now.plusSeconds(60))) {
          return this;
        }
        now = again.isAfter(now) ? again : now;
      }
    }
    return this;
  }

  Run run() {
    if (state.run() == null) {
      throw new AssertionError("no run: " + state);
    }
    return state.run();
  }

  /** The attempt of the newest round. */
  Piece attempt() {
    return world.find(run().attempt()).orElseThrow();
  }

  Piece piece(ThingId id) {
    return world.find(id).orElseThrow();
  }

  /** The attempt ends well. */
  Decision.Act succeeds() {
    return ends(Thing.State.SUCCEEDED, Reports.succeeded(attempt().steps));
  }

  /** The attempt ends. */
  Decision.Act ends(Thing.State how, @Nullable Report report) {
    attempt().report = report;
    world.turn(attempt(), how);
    return pass();
  }

  @Override
  public void made(Piece piece) {
    if (!piece.is(ThingId.Kind.ATTEMPT) && provisions) {
      piece.state = Thing.State.READY;
    }
  }

  @Override
  public void advanced(Piece piece) {}

  @Override
  public void released(Piece piece) {}

  @Override
  public void removed(Piece piece) {
    world.vanish(piece);
  }

  @Override
  public void changed() {}
}
