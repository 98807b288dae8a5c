package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a sync that is due must pass before it starts. */
class GateTest {
  private static final Inputs REFUSED =
      new Inputs.Refused(new Refusal(Reasons.MISSING_REFERENCE, "Secret repo: not found"));

  @Test
  void aPausedResourceStartsNothingAndSaysSo() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.paused = true;

    Decision.Act act = scene.pass();

    assertThat(act.state().run()).isNull();
    assertThat(act.lookAgain()).isNull();
    assertThat(act.state().waitingFor().reason()).isEqualTo(Reasons.PAUSED);
    assertThat(scene.asked).doesNotContain(Need.INPUTS, Need.TURN);
  }

  @Test
  void aResourceThatGoesOnAfterAPauseStartsAtOnce() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.paused = true;
    scene.pass();
    scene.paused = false;

    assertThat(scene.pass().state().run()).isNotNull();
    assertThat(scene.state.waitingFor()).isNull();
  }

  @Test
  void whatTheChecksRefuseIsNotStartedAndNothingIsMade() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.inputs = REFUSED;

    Decision.Act act = scene.pass();

    assertThat(act.state().run()).isNull();
    assertThat(act.effects()).isEmpty();
    assertThat(act.state().waitingFor().message()).isEqualTo("Secret repo: not found");
    assertThat(act.notes()).hasSize(1);
    assertThat(scene.asked).doesNotContain(Need.TURN);
  }

  @Test
  void theSameRefusalIsToldOnceAndLookedAtAgain() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.inputs = REFUSED;
    scene.pass();
    State before = scene.state;

    Decision.Act act = scene.after(Duration.ofMinutes(1));

    assertThat(act.state()).isEqualTo(before);
    assertThat(act.notes()).isEmpty();
    assertThat(act.lookAgain()).isEqualTo(scene.now.plus(Scene.PATIENCE.recheck()));
  }

  @Test
  void aSyncThatWaitsForItsTurnSaysSinceWhenAndHasNoRunYet() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.turn = new Turn.Waiting("first in line");
    Instant since = scene.now;
    scene.pass();
    scene.turn = new Turn.Waiting("next");

    Decision.Act act = scene.after(Duration.ofMinutes(1));

    assertThat(act.state().run()).isNull();
    assertThat(act.state().waitingFor()).isEqualTo(new Wait(Reasons.QUEUED, "next", since, null));
    assertThat(act.lookAgain()).isEqualTo(scene.now.plus(Scene.PATIENCE.recheck()));
  }

  @Test
  void anEditWhileWaitingActsAtOnce() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.turn = new Turn.Waiting("first in line");
    scene.pass();
    scene.turn = new Turn.Granted();
    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.DIRECT, "plan 2"));

    assertThat(scene.pass().state().run().shape().planHash()).isEqualTo("plan 2");
  }

  @Test
  void anEditWhileRunningWaitsForTheNextRun() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.DIRECT, "plan 2"));
    scene.due = new Due.Continuous();
    scene.succeeds();

    assertThat(scene.run().shape().planHash()).isEqualTo("plan");
    assertThat(scene.until(Phase.PREPARING).run().shape().planHash()).isEqualTo("plan 2");
  }

  @Test
  void theNumberOfARunIsTheTimeOfItsStartInSeconds() {
    Scene scene = Scene.of(Shapes.DIRECT);

    assertThat(scene.pass().state().seq()).isEqualTo(scene.now.getEpochSecond());
    assertThat(scene.run().number()).isEqualTo(scene.state.seq());
  }
}
