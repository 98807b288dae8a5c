package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.world.Thing;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clock that is turned back or forward. */
class ClockTest {
  private static final Duration YEAR = Duration.ofDays(365);

  private Scene scene;

  @BeforeEach
  void idleOnASchedule() {
    scene = Scene.idle(Shapes.DIRECT);
    scene.due = new Due.Scheduled(Wish::slotAfter);
    scene.settle();
  }

  @Test
  void aClockTurnedBackByAYearSkipsNoMoreThanOneSlot() {
    scene.now = scene.now.minus(YEAR);
    scene.pass();

    assertThat(scene.state.nextSync()).isEqualTo(Wish.slotAfter(scene.now));

    scene.now = Wish.slotAfter(scene.now);
    scene.pass();

    assertThat(scene.state.run()).isNotNull();
  }

  @Test
  void aClockTurnedForwardStartsOneSyncAndSkipsTheOtherSlots() {
    scene.now = scene.now.plus(YEAR);

    scene.until(Phase.RUNNING).succeeds();
    scene.settle();

    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.nextSync()).isEqualTo(Wish.slotAfter(scene.now));
  }

  @Test
  void aRunKeepsTheGreaterNumberThoughItStartsEarlier() {
    long former = scene.state.seq();
    scene.now = scene.now.minus(YEAR);
    scene.due = new Due.Manual("second");

    scene.until(Phase.RUNNING);

    assertThat(scene.run().number()).isEqualTo(former + 1);
  }

  @Test
  void theDelayBeforeARetryIsNotLongerWhenTheClockIsTurnedBack() {
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING);
    scene.ends(Thing.State.FAILED, null);
    Duration delay = Duration.between(scene.now, scene.run().retryAt());
    scene.now = scene.now.minus(YEAR);

    assertThat(scene.pass().lookAgain()).isEqualTo(scene.now.plus(delay));
    assertThat(scene.after(delay).state().run().phase()).isEqualTo(Phase.PREPARING);
  }

  @Test
  void aFailedSyncIsTriedAgainAnHourLaterThoughTheClockWasTurnedBack() {
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.NO_REPOSITORY));
    scene.settle();
    scene.now = scene.now.minus(YEAR);
    scene.pass();

    assertThat(scene.state.run()).isNull();
    assertThat(scene.after(Scene.PATIENCE.again()).state().run()).isNotNull();
  }

  @Test
  void aWaitForAVolumeEndsThoughTheClockWasTurnedBack() {
    Scene waiting = Scene.of(Shapes.COPIED);
    waiting.provisions = false;
    waiting.pass();
    waiting.now = waiting.now.minus(YEAR);
    waiting.pass();

    assertThat(waiting.after(Scene.PATIENCE.ready()).state().run().phase())
        .isEqualTo(Phase.RESTING);
  }

  @Test
  void theDurationOfARunIsNeverNegative() {
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING);
    scene.now = scene.now.minus(YEAR);

    scene.succeeds();

    assertThat(scene.state.lastDuration()).isEqualTo(Duration.ZERO);
  }
}
