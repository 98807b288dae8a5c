package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps with other claims, or without the data, run in an attempt of their own. */
class StagesTest {
  private static Scene afterTheFirstStage() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.COPIED);
    scene.succeeds();
    return scene;
  }

  @Test
  void theNextStageAsksForItsTurnFirst() {
    Scene scene = afterTheFirstStage();

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().phase().holdsSlot()).isFalse();
    assertThat(scene.run().claims()).isEqualTo(Shapes.COPIED.stages().get(1).claims());

    scene.turn = new Turn.Waiting("the repository is in use");
    scene.pass();

    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.QUEUED);
    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
  }

  @Test
  void theNextStageRunsOnlyItsOwnSteps() {
    Scene scene = afterTheFirstStage();

    Decision.Act act = scene.pass();

    assertThat(act.effects())
        .contains(
            new Effect.Hold(
                ThingId.attempt(scene.run().number(), 2),
                List.of("forget", "prune"),
                false,
                1,
                "plan"));
  }

  @Test
  void theCopyIsRemovedOnceNoStageNeedsIt() {
    Scene scene = afterTheFirstStage();

    scene.until(Phase.RUNNING);

    assertThat(scene.world.find(ThingId.copy(scene.run().number(), 1))).isEmpty();
  }

  @Test
  void aStageThatFailsDoesNotRepeatTheOneBefore() {
    Scene scene = afterTheFirstStage();
    scene.until(Phase.RUNNING);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.LOCKED));
    scene.now = scene.run().retryAt();

    scene.until(Phase.RUNNING);

    assertThat(scene.attempt().steps).containsExactly("forget", "prune");
    assertThat(scene.run().round()).isEqualTo(3);
  }

  @Test
  void eachStageHasTheWholeBudget() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.COPIED);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.LOCKED));
    scene.now = scene.run().retryAt();
    scene.until(Phase.RUNNING).succeeds();

    assertThat(scene.run().failures()).isZero();
    assertThat(scene.run().failure()).isNull();
  }

  @Test
  void theRunSucceedsWithItsLastStage() {
    Scene scene = afterTheFirstStage();

    assertThat(scene.state.lastSync()).isNull();

    scene.until(Phase.RUNNING).succeeds();

    assertThat(scene.run().succeeded()).isTrue();
    assertThat(scene.state.lastSync()).isEqualTo(scene.now);
    assertThat(scene.run().done()).containsExactly("backup", "forget", "prune");
  }
}
