package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a sync is due. */
class TriggerTest {
  private static Scene scheduled() {
    Scene scene = Scene.idle(Shapes.DIRECT);
    scene.due = new Due.Scheduled(Wish::slotAfter);
    scene.settle();
    return scene;
  }

  @Test
  void theFirstSyncOfAScheduleStartsAtOnce() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.due = new Due.Scheduled(Wish::slotAfter);

    assertThat(scene.pass().state().run()).isNotNull();
  }

  @Test
  void anIdleScheduleWaitsForItsNextSlotAndSaysSo() {
    Scene scene = scheduled();

    assertThat(scene.act().lookAgain()).isEqualTo(Wish.slotAfter(scene.now));
    assertThat(scene.state.nextSync()).isEqualTo(Wish.slotAfter(scene.now));
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_SCHEDULE);
    assertThat(scene.state.waitingFor().message())
        .isEqualTo("Waiting for next scheduled synchronization");
  }

  @Test
  void aScheduledSyncStartsAtItsSlotAndNotBefore() {
    Scene scene = scheduled();
    scene.now = Wish.slotAfter(scene.now).minusMillis(1);

    assertThat(scene.pass().state().run()).isNull();

    scene.now = scene.now.plusMillis(1);

    assertThat(scene.pass().state().run()).isNotNull();
  }

  @Test
  void slotsThatPassWhileASyncRunsAreSkipped() {
    Scene scene = scheduled();
    scene.now = Wish.slotAfter(scene.now);
    scene.until(Phase.RUNNING);
    scene.now = scene.now.plus(Wish.PERIOD.multipliedBy(3)).plusSeconds(5);

    scene.succeeds();
    scene.settle();

    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.nextSync()).isEqualTo(Wish.slotAfter(scene.now));
  }

  @Test
  void aManualTokenIsTakenWhenTheRunStartsAndAcknowledgedWhenItSucceeds() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.due = new Due.Manual("second");

    assertThat(scene.run().token()).isEqualTo("first");
    assertThat(scene.state.ack()).isNull();

    scene.succeeds();

    assertThat(scene.state.ack()).isEqualTo("first");
  }

  @Test
  void aTokenThatChangedMeanwhileStartsAnotherSync() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.due = new Due.Manual("second");
    scene.succeeds();

    scene.until(Phase.PREPARING);

    assertThat(scene.run().token()).isEqualTo("second");
  }

  @Test
  void anAcknowledgedTokenStartsNothing() {
    Scene scene = Scene.idle(Shapes.DIRECT);

    scene.after(Duration.ofDays(1));

    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_MANUAL);
    assertThat(scene.state.waitingFor().message()).isEqualTo("Waiting for manual trigger");
    assertThat(scene.act().lookAgain()).isNull();
  }

  @Test
  void aTokenIsForgottenOnceAnotherTriggerHasSynced() {
    Scene scene = scheduled();
    scene.now = Wish.slotAfter(scene.now);
    scene.until(Phase.RUNNING).succeeds();
    scene.settle();
    scene.due = new Due.Manual("first");

    assertThat(scene.pass().state().run()).isNotNull();
  }

  @Test
  void withoutATriggerSyncsFollowEachOther() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.due = new Due.Continuous();
    scene.until(Phase.RUNNING);
    long first = scene.run().number();
    scene.succeeds();

    scene.until(Phase.RUNNING);

    assertThat(scene.run().number()).isGreaterThan(first);
  }

  @Test
  void aRequestStartsASyncBesideTheTriggerAndIsAcknowledgedAtItsEnd() {
    Scene scene = scheduled();
    scene.request = Optional.of("now");

    scene.until(Phase.RUNNING);

    assertThat(scene.run().request()).isEqualTo("now");
    assertThat(scene.state.requestAck()).isNull();

    scene.succeeds();
    scene.settle();

    assertThat(scene.state.requestAck()).isEqualTo("now");
    assertThat(scene.state.run()).isNull();
  }

  @Test
  void aRequestThatComesWhileASyncRunsStartsAnother() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.request = Optional.of("now");
    scene.succeeds();

    scene.until(Phase.RUNNING);

    assertThat(scene.run().request()).isEqualTo("now");
  }

  @Test
  void aScheduleThatCanNotBeUsedIsRefusedOnceAndAloud() {
    Scene scene = Scene.idle(Shapes.DIRECT);
    Refusal refusal = new Refusal(Reasons.INVALID_SCHEDULE, "schedule never fires: 0 0 30 2 *");
    scene.due = new Due.Invalid(refusal);

    Decision.Act first = scene.pass();

    assertThat(first.state().run()).isNull();
    assertThat(first.state().nextSync()).isNull();
    assertThat(first.state().waitingFor().reason()).isEqualTo(Reasons.INVALID_SCHEDULE);
    assertThat(first.notes()).hasSize(1);
    assertThat(scene.pass().notes()).isEmpty();
  }
}
