package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outcome is recorded, then what a run made is removed, then the run is over. */
class CleaningTest {
  @Test
  void aCleanRunOfADirectVolumeTakesFourWritesUntilNothingChangesAnyMore() {
    Scene scene = Scene.of(Shapes.DIRECT);
    int writes = 0;
    State before;
    do {
      before = scene.state;
      if (before.run() != null && before.run().phase() == Phase.RUNNING) {
        scene.attempt().report = Reports.succeeded(scene.attempt().steps);
        scene.world.turn(scene.attempt(), Thing.State.SUCCEEDED);
      }
      scene.pass();
      writes += before.equals(scene.state) ? 0 : 1;
    } while (scene.state.run() != null || !before.equals(scene.state));

    assertThat(writes).isEqualTo(4);
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_MANUAL);
  }

  @Test
  void theOutcomeIsRecordedBeforeTheObjectsAreRemoved() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece attempt = scene.attempt();

    Decision.Act act = scene.succeeds();

    assertThat(act.state().run().phase()).isEqualTo(Phase.CLEANING);
    assertThat(act.state().run().succeeded()).isTrue();
    assertThat(act.effects()).containsExactly(new Effect.Remove(attempt.id, attempt.uid));
  }

  @Test
  void aRunIsOverOnlyWhenNothingIsLeftOfItAndThatIsCertain() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    List<Thing> before = scene.world.things();
    scene.succeeds();
    scene.cached = before;

    assertThat(scene.pass().state().run()).isNotNull();

    scene.cached = List.of();
    scene.pass();

    assertThat(scene.asked).containsExactly(Need.LIVE);
    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.swept()).isTrue();
  }

  @Test
  void aRemovalThatWasLostIsRepeated() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece attempt = scene.attempt();
    attempt.report = Reports.succeeded(attempt.steps);
    scene.world.turn(attempt, Thing.State.SUCCEEDED);
    scene.state = scene.act().state();

    assertThat(scene.pass().effects()).containsExactly(new Effect.Remove(attempt.id, attempt.uid));
  }

  @Test
  void anObjectThatComesLateIsRemovedWhileIdle() {
    Scene scene = Scene.idle(Shapes.COPIED);
    scene.world.apply(new Effect.Make(ThingId.copy(scene.state.seq(), 1)));

    Decision.Act act = scene.pass();

    assertThat(act.effects()).hasSize(1).first().isInstanceOf(Effect.Remove.class);
    assertThat(act.state().swept()).isFalse();
    assertThat(scene.settle().state.swept()).isTrue();
  }

  @Test
  void theFormerImageIsRemovedOnceItsSuccessorIsRecorded() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    ThingId former = scene.state.image();
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING).succeeds();

    assertThat(scene.world.find(former)).isPresent();

    scene.settle();

    assertThat(scene.world.find(former)).isEmpty();
    assertThat(scene.world.find(scene.state.image())).isPresent();
    assertThat(scene.state.image()).isNotEqualTo(former);
  }

  @Test
  void theImageIsRemovedOnceARunSucceedsThatPublishesNone() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    ThingId former = scene.state.image();
    scene.due = new Due.Manual("second");
    scene.inputs = new Inputs.Ready(Shapes.RESTORED);
    scene.until(Phase.RUNNING).succeeds();

    scene.settle();

    assertThat(scene.state.image()).isNull();
    assertThat(scene.world.find(former)).isEmpty();
  }

  @Test
  void theMadeVolumeIsKeptUnlessTheUserWantsItDropped() {
    assertThat(Scene.idle(Shapes.PUBLISHED).world.find(ThingId.volume())).isPresent();
    assertThat(Scene.idle(Shapes.DROPPED).world.find(ThingId.volume())).isEmpty();
  }

  @Test
  void theMadeVolumeIsKeptForTheNextTryOfARunThatFailed() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DROPPED);
    scene.planLost = true;
    scene.settle();

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.PLAN_LOST);
    assertThat(scene.world.find(ThingId.volume())).isPresent();
  }

  @Test
  void aMadeVolumeThatNeverBecameUsableGoesWithTheRunThatFailed() {
    Scene scene = Scene.of(Shapes.RESTORED);
    scene.provisions = false;
    scene.until(Phase.PREPARING);
    String useless = scene.piece(ThingId.volume()).uid;
    scene.after(Duration.ofSeconds(30));

    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.RESTORED, "corrected"));
    scene.fingerprint = "spec 2";
    scene.provisions = true;
    scene.settle();

    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(scene.piece(ThingId.volume()).uid).isNotEqualTo(useless);
  }

  @Test
  void aMadeVolumeThatNoPodHasBoundGoesWithTheRunThatFailed() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.RESTORED);
    Piece promised = scene.piece(ThingId.volume());
    scene.world.turn(promised, Thing.State.PROMISED);
    scene.planLost = true;
    scene.settle();

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.PLAN_LOST);
    assertThat(scene.world.pieces()).doesNotContain(promised);
  }

  @Test
  void aVolumeIsNotDroppedOnTheWordOfACache() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DROPPED);
    List<Thing> volume = List.of(scene.piece(ThingId.volume()).seen());
    scene.succeeds();
    scene.until(Phase.CLEANING);

    Decision decision =
        scene.engine.decide(scene.facts(), scene.state, Seen.of(volume, false), scene.now);

    assertThat(decision).isEqualTo(new Decision.Ask(Need.LIVE));
  }

  @Test
  void theEndOfARunAndTheStartOfTheNextAreTwoWrites() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.due = new Due.Continuous();
    scene.succeeds();

    Decision.Act end = scene.pass();

    assertThat(end.state().run()).isNull();
    assertThat(end.lookAgain()).isEqualTo(scene.now);
    assertThat(scene.pass().state().run().number()).isGreaterThan(end.state().seq());
  }

  @Test
  void aResourceThatIsBeingDeletedIsLeftToItsOwner() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.deleted = true;

    assertThat(scene.decision()).isEqualTo(new Decision.Nothing());
  }

  @Test
  void anIdleResourceIsNotWrittenAgain() {
    Scene scene = Scene.idle(Shapes.DIRECT);
    scene.settle();
    State before = scene.state;

    Decision.Act act = scene.after(Duration.ofDays(1));

    assertThat(act.state()).isEqualTo(before);
    assertThat(act.effects()).isEmpty();
  }
}
