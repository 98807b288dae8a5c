package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a try needs is made; then its attempt is released. */
class PreparingTest {
  @Test
  void aRunIsRecordedBeforeAnythingOfItIsMade() {
    Scene scene = Scene.of(Shapes.COPIED);

    Decision.Act act = scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.PREPARING);
    assertThat(act.effects())
        .containsExactly(
            new Effect.Make(scene.run().copy()),
            new Effect.Hold(scene.run().attempt(), List.of("backup"), true, 1, "plan"));
  }

  @Test
  void anAttemptIsReleasedByTheUidThatIsRecordedWithIt() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);
    Piece attempt = scene.attempt();

    Decision.Act act = scene.pass();

    assertThat(act.state().run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(act.state().run().attemptUid()).isEqualTo(attempt.uid);
    assertThat(act.effects()).containsExactly(new Effect.Release(attempt.id, attempt.uid));
  }

  @Test
  void asWhomTheWorkloadRunsIsRememberedUntilAnAttemptIsToldOtherwise() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);
    scene.attempt().workload = "1000:2000";

    assertThat(scene.pass().state().workload()).isEqualTo("1000:2000");

    scene.attempt().report = Reports.succeeded(scene.attempt().steps);
    scene.world.turn(scene.attempt(), Thing.State.SUCCEEDED);
    scene.settle();
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING);

    assertThat(scene.state.workload()).isEqualTo("1000:2000");
  }

  @Test
  void anAttemptIsHeldUntilTheCopyIsReady() {
    Scene scene = Scene.of(Shapes.COPIED);
    scene.provisions = false;
    scene.pass();

    assertThat(scene.act().effects()).isEmpty();
    assertThat(scene.act().state().run().phase()).isEqualTo(Phase.PREPARING);

    scene.world.turn(scene.piece(scene.run().copy()), Thing.State.READY);

    assertThat(scene.act().state().run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(scene.act().state().run().copyUid()).isNotNull();
  }

  @Test
  void aCopyThatIsMadeInTwoStepsIsToldToGoOn() {
    Scene scene = Scene.of(Shapes.COPIED);
    scene.provisions = false;
    scene.pass();
    Piece copy = scene.piece(scene.run().copy());
    scene.world.turn(copy, Thing.State.HALFWAY);

    assertThat(scene.pass().effects()).containsExactly(new Effect.Advance(copy.id, copy.uid));
    assertThat(copy.state).isEqualTo(Thing.State.CREATING);
    assertThat(scene.pass().effects()).isEmpty();
  }

  @Test
  void aLongWaitForAVolumeIsTold() {
    Scene scene = Scene.of(Shapes.RESTORED);
    scene.provisions = false;
    scene.pass();
    scene.now = scene.pass().lookAgain();

    assertThat(scene.now).isEqualTo(scene.run().since().plusSeconds(30));

    State state = scene.act().state();

    assertThat(state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_VOLUME);
    assertThat(state.waitingFor().message()).isEqualTo("waiting for the destination volume");
    assertThat(state.waitingFor().until())
        .isEqualTo(scene.run().since().plus(Scene.PATIENCE.ready()));
  }

  @Test
  void aCopyThatIsNotReadyInTimeFailsTheTry() {
    Scene scene = Scene.of(Shapes.COPIED);
    scene.provisions = false;
    scene.pass();

    scene.after(Scene.PATIENCE.ready());

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message())
        .isEqualTo("the point-in-time copy not usable within PT2H");
    assertThat(scene.run().copyRound()).isEqualTo(2);
  }

  @Test
  void anObjectThatDoesNotAppearIsAskedForAnewOnceItsAbsenceIsCertain() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);
    scene.world.vanish(scene.attempt());

    assertThat(scene.act().effects()).isEmpty();

    Decision.Act act = scene.after(Scene.PATIENCE.settle());

    assertThat(scene.asked).containsExactly(Need.LIVE);
    assertThat(act.effects())
        .containsExactly(
            new Effect.Hold(scene.run().attempt(), List.of("backup", "forget"), true, 1, "plan"));
    assertThat(scene.run().asks()).isEqualTo(2);
  }

  @Test
  void anObjectThatNeverAppearsFailsTheTry() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);
    for (int ask = 2; ask <= Scene.PATIENCE.tries(); ask++) {
      scene.world.vanish(scene.attempt());
      scene.after(Scene.PATIENCE.settle());
    }
    scene.world.vanish(scene.attempt());

    scene.after(Scene.PATIENCE.settle());

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message()).isEqualTo("could not make the mover in 8 tries");
  }

  @Test
  void anAttemptThatFailsBeforeItsReleaseFailsTheTryAndItsReportDoesNotCount() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);

    Decision.Act act =
        scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.NO_REPOSITORY, "backup"));

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().done()).isEmpty();
    assertThat(scene.run().failure().reason()).isEqualTo("Unknown");
    assertThat(act.reported()).isNull();
  }

  @Test
  void anAttemptThatSomebodyElseStartedFailsTheTryAndIsRemoved() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);
    Piece attempt = scene.attempt();
    scene.world.turn(attempt, Thing.State.RUNNING);

    scene.pass();
    scene.now = scene.run().retryAt();
    Decision.Act act = scene.pass();

    assertThat(scene.run().failure().message()).startsWith("the mover was started by somebody");
    assertThat(act.effects()).containsExactly(new Effect.Remove(attempt.id, attempt.uid));
  }

  @Test
  void aCopyThatFailsIsMadeAnewUnderAnotherName() {
    Scene scene = Scene.of(Shapes.COPIED);
    scene.provisions = false;
    scene.pass();
    ThingId broken = scene.run().copy();
    scene.world.turn(scene.piece(broken), Thing.State.FAILED);
    scene.pass();
    scene.now = scene.run().retryAt();

    scene.until(Phase.PREPARING);

    assertThat(scene.run().copyRound()).isEqualTo(2);
    assertThat(scene.world.find(scene.run().copy())).isPresent();
    assertThat(scene.world.find(broken)).isEmpty();
  }

  @Test
  void whatIsRefusedIsAskedForOnAndOnAndToldAllTheWhile() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.COPIED);
    for (int asks = 2; asks <= 2 * Scene.PATIENCE.tries(); asks++) {
      scene.state = scene.state.hindered("exceeded quota: small", scene.now);
      scene.world.vanish(scene.attempt());

      scene.after(Scene.PATIENCE.recheck());

      assertThat(scene.run().phase()).isEqualTo(Phase.PREPARING);
      assertThat(scene.run().asks()).isEqualTo(asks);
      assertThat(scene.state.hindrance()).contains("exceeded quota: small");
    }
    scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(scene.state.waitingFor()).isNull();
  }

  @Test
  void whatIsRefusedForTooLongFailsTheTryWithTheReason() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.COPIED);
    scene.state = scene.state.hindered("exceeded quota: small", scene.now);
    scene.world.vanish(scene.attempt());

    scene.after(Scene.PATIENCE.ready());

    assertThat(scene.run().failure().message())
        .isEqualTo("could not make the mover in 1 tries: exceeded quota: small");
  }

  @Test
  void aRunWhosePlanIsLostFails() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.DIRECT);
    scene.planLost = true;

    scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.CLEANING);
    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.PLAN_LOST);
  }
}
