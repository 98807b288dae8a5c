package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an attempt that was released comes to. */
class RunningTest {
  @Test
  void anAttemptThatEndsWellWithoutAReportHasFailed() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.SUCCEEDED, null);

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message()).isEqualTo("it left no report");
    assertThat(scene.run().done()).isEmpty();
  }

  @Test
  void anAttemptWhoseReportContradictsItsSuccessHasFailed() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.SUCCEEDED, Reports.failed(FailureClass.OUT_OF_SPACE, "backup"));

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().reason()).isEqualTo("OutOfSpace");
    assertThat(scene.run().done()).containsExactly("backup");
  }

  @Test
  void anAttemptThatSucceededWithoutDoingEachStepHasFailedAtTheOthers() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.SUCCEEDED, Reports.succeeded(List.of("backup")));

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message())
        .isEqualTo("the mover says that it succeeded, but not at forget");
    assertThat(scene.run().remaining()).containsExactly("forget");
  }

  @Test
  void aReleaseThatWasLostIsRepeated() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece attempt = scene.attempt();
    scene.world.turn(attempt, Thing.State.HELD);

    Decision.Act act = scene.pass();

    assertThat(act.effects()).containsExactly(new Effect.Release(attempt.id, attempt.uid));
    assertThat(act.lookAgain()).isEqualTo(scene.now.plus(Scene.PATIENCE.settle()));
  }

  @Test
  void anAttemptThatCanNotBeStartedFailsTheTryAndIsRemoved() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece attempt = scene.attempt();
    scene.world.turn(attempt, Thing.State.HELD);

    scene.after(Scene.PATIENCE.ready());

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message())
        .isEqualTo("the mover could not be started within PT2H");

    scene.now = scene.run().retryAt();

    assertThat(scene.pass().effects()).containsExactly(new Effect.Remove(attempt.id, attempt.uid));
  }

  @Test
  void anotherAttemptUnderTheNameOfTheRecordedOneDoesNotCount() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece ours = scene.attempt();
    scene.world.vanish(ours);
    scene.world.apply(new Effect.Hold(ours.id, ours.steps, true, 1, "plan"));
    scene.ends(Thing.State.SUCCEEDED, Reports.succeeded(ours.steps));

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().done()).isEmpty();
  }

  @Test
  void anAttemptAtWorkIsLeftAlone() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.paused = true;
    scene.fingerprint = "spec 2";
    scene.due = new Due.Manual("second");
    State before = scene.state;

    Decision.Act act = scene.after(Scene.PATIENCE.ready().multipliedBy(10));

    assertThat(act.state()).isEqualTo(before);
    assertThat(act.effects()).isEmpty();
  }

  @Test
  void whatKeepsTheMoverFromWorkingIsToldAndForgottenOnceItWorks() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    String obstacle = "no node for the mover's pod";
    scene.attempt().message = obstacle;

    Decision.Act soon = scene.pass();
    assertThat(soon.state().waitingFor()).isNull();
    scene.now = soon.lookAgain();

    scene.pass();
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_MOVER);
    assertThat(scene.state.waitingFor().message()).isEqualTo(obstacle);
    assertThat(scene.state.waitingFor().until())
        .isEqualTo(scene.run().since().plus(Scene.PATIENCE.ready()));

    scene.attempt().message = "";
    scene.pass();
    assertThat(scene.state.waitingFor()).isNull();
  }

  @Test
  void aMoverThatIsKeptFromWorkingForTooLongFailsTheTryWithTheObstacle() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.attempt().message = "no such image";

    scene.after(Scene.PATIENCE.ready());

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message())
        .isEqualTo("the mover did not start within PT2H: no such image");
  }

  @Test
  void anAttemptThatDoesNotStartGivesWayWhenItWouldBeMadeOtherwiseNow() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece attempt = scene.attempt();
    attempt.message = "no such image";
    scene.now = scene.pass().lookAgain();
    scene.pass();
    scene.fingerprint = "image 2";
    assertThat(scene.pass().effects()).as("the same plan").isEmpty();

    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.DIRECT, "plan 2"));
    Decision.Act act = scene.pass();

    assertThat(act.effects()).containsExactly(new Effect.Remove(attempt.id, attempt.uid));
    assertThat(act.notes())
        .singleElement()
        .extracting(Note::message)
        .isEqualTo(
            "the mover did not start: no such image; a new run begins with what has changed since");
    assertThat(scene.until(Phase.RUNNING).run().shape().planHash()).isEqualTo("plan 2");
  }

  @Test
  void anObstacleIsForgottenWhenTheAttemptEndsWell() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.attempt().message = "no such image";
    scene.after(Duration.ofMinutes(1));

    scene.attempt().message = "";
    scene.succeeds();

    assertThat(scene.state.waitingFor()).isNull();
  }
}
