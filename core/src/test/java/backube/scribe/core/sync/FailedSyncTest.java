package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run failed: when is the next one? */
class FailedSyncTest {
  private static Scene failed(Due due) {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.due = due;
    scene.until(Phase.RUNNING);
    fails(scene);
    return scene;
  }

  private static void fails(Scene scene) {
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.NO_REPOSITORY));
    scene.settle();
  }

  @Test
  void aFailedManualSyncIsNotAcknowledgedAndSaysWhenItIsTriedAgain() {
    Scene scene = failed(new Due.Manual("first"));

    assertThat(scene.state.ack()).isNull();
    assertThat(scene.state.lastSync()).isNull();
    assertThat(scene.state.waitingFor().reason()).isEqualTo("NoRepository");
    assertThat(scene.state.waitingFor().message()).contains("it failed; tried again at ");
  }

  @Test
  void aFailedManualSyncIsTriedAgainAfterAnHour() {
    Scene scene = failed(new Due.Manual("first"));

    assertThat(scene.after(Scene.PATIENCE.again().minusSeconds(60)).state().run()).isNull();
    assertThat(scene.after(Scene.PATIENCE.again()).state().run()).isNotNull();
  }

  @Test
  void aRunThatLostWhatItHadMadeIsFollowedByAnotherOneSoonButNotForEver() {
    Scene scene = Scene.of(Shapes.PUBLISHED);
    Duration delay = Duration.ZERO;
    for (int run = 1; run <= 4; run++) {
      loseVolume(scene);

      assertThat(scene.state.waitingFor().reason()).isEqualTo("VolumeLost");
      Duration next = Duration.between(scene.state.failure().at(), scene.pass().lookAgain());
      assertThat(next).isGreaterThan(delay).isLessThan(Duration.ofMinutes(2));
      delay = next;
      scene.now = scene.pass().lookAgain();
    }
    scene.provisions = true;
    scene.until(Phase.RUNNING);
    fails(scene);

    assertThat(scene.state.waitingFor().reason()).isEqualTo("NoRepository");
    assertThat(scene.after(Scene.PATIENCE.again().minusSeconds(60)).state().run()).isNull();
  }

  private static void loseVolume(Scene scene) {
    scene.provisions = true;
    scene.until(Phase.RUNNING);
    scene.provisions = false;
    scene.succeeds();
    scene.world.vanish(scene.piece(ThingId.volume()));
    for (int passes = 0; scene.state.run() != null && passes < 10; passes++) {
      scene.pass();
    }
    scene.pass();
  }

  @Test
  void aFailedManualSyncIsTriedAgainAtOnceWhenSomethingChanges() {
    Scene scene = failed(new Due.Manual("first"));
    scene.fingerprint = "spec 1, Secret 2";

    assertThat(scene.pass().state().run()).isNotNull();
  }

  @Test
  void aSpecThatWasMendedWhileTheRunFailedIsTriedAtOnce() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.fingerprint = "spec 2";
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.NO_REPOSITORY));

    scene.until(Phase.PREPARING);

    assertThat(scene.run().fingerprint()).isEqualTo("spec 2");
  }

  @Test
  void aSpecThatFailedIsNotTriedAgainAtOnce() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.fingerprint = "spec 2";
    fails(scene);
    scene.until(Phase.RUNNING);
    fails(scene);

    assertThat(scene.state.run()).isNull();
  }

  @Test
  void aRequestIsTriedAtOnceAndAcknowledgedThoughItFails() {
    Scene scene = failed(new Due.Manual("first"));
    scene.request = Optional.of("now");
    scene.until(Phase.RUNNING);
    fails(scene);

    assertThat(scene.state.requestAck()).isEqualTo("now");
    assertThat(scene.state.run()).isNull();
  }

  @Test
  void aFailedScheduledSyncWaitsForTheNextSlot() {
    Scene scene = failed(new Due.Scheduled(Wish::slotAfter));
    scene.fingerprint = "spec 2";

    assertThat(scene.pass().state().run()).isNull();
    assertThat(scene.state.waitingFor().until()).isEqualTo(Wish.slotAfter(scene.now));

    scene.now = Wish.slotAfter(scene.now);

    assertThat(scene.pass().state().run()).isNotNull();
  }

  @Test
  void aFailedContinuousSyncIsTriedAgainAfterAnHour() {
    Scene scene = failed(new Due.Continuous());

    assertThat(scene.pass().state().run()).isNull();
    assertThat(scene.after(Scene.PATIENCE.again()).state().run()).isNotNull();
  }

  @Test
  void aSuccessClearsTheFailure() {
    Scene scene = failed(new Due.Manual("first"));
    scene.now = scene.now.plus(Scene.PATIENCE.again());
    scene.until(Phase.RUNNING);

    scene.succeeds();

    assertThat(scene.state.failure()).isNull();
    assertThat(scene.state.ack()).isEqualTo("first");
  }
}
