package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All steps were done: the image is made. */
class PublishingTest {
  private static Scene publishing() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.PUBLISHED);
    scene.provisions = false;
    scene.succeeds();
    return scene;
  }

  @Test
  void theImageIsMadeAfterTheLastStep() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.PUBLISHED);

    Decision.Act act = scene.succeeds();

    assertThat(act.state().run().phase()).isEqualTo(Phase.PUBLISHING);
    assertThat(act.effects()).containsExactly(new Effect.Make(scene.run().image()));
    assertThat(act.state().lastSync()).isNull();
  }

  @Test
  void theRunSucceedsWhenTheImageIsReady() {
    Scene scene = publishing();
    scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.PUBLISHING);

    scene.world.turn(scene.piece(scene.run().image()), Thing.State.READY);
    scene.pass();

    assertThat(scene.run().succeeded()).isTrue();
    assertThat(scene.state.image()).isEqualTo(scene.run().image());
  }

  @Test
  void aRunWhoseVolumeWasRemovedBeforeItsImageWasMadeHasFailed() {
    Scene scene = publishing();
    scene.world.turn(scene.piece(ThingId.volume()), Thing.State.TERMINATING);

    scene.pass();

    assertThat(scene.run().succeeded()).isFalse();
    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.VOLUME_LOST);
    assertThat(scene.state.image()).isNull();
  }

  @Test
  void anImageThatIsReadyOutlivesItsVolume() {
    Scene scene = publishing();
    scene.world.turn(scene.piece(scene.run().image()), Thing.State.READY);
    scene.world.vanish(scene.piece(ThingId.volume()));

    scene.pass();

    assertThat(scene.run().succeeded()).isTrue();
  }

  @Test
  void anImageOfTheVolumeThatTheUserNamedIsPublished() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.GIVEN);
    scene.succeeds();

    scene.pass();

    assertThat(scene.run().succeeded()).isTrue();
    assertThat(scene.asked).containsExactly(Need.LIVE, Need.GIVEN_VOLUME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"given 2", ""})
  void anImageOfAVolumeThatTheMoverDidNotWriteIsNotPublished(String found) {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.GIVEN);
    scene.succeeds();
    Piece image = scene.piece(scene.run().image());
    scene.givenVolume = found;

    scene.pass();

    assertThat(scene.run().succeeded()).isFalse();
    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.VOLUME_LOST);
    assertThat(scene.state.image()).isNull();
    assertThat(scene.world.find(image.id)).isEmpty();
  }

  @Test
  void aVolumeThatIsReplacedBetweenTwoTriesIsTheOneThatTheSecondTryWrites() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.GIVEN);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));
    scene.givenVolume = "given 2";
    scene.now = scene.run().retryAt();
    scene.until(Phase.RUNNING).succeeds();

    scene.pass();

    assertThat(scene.run().succeeded()).isTrue();
  }

  @Test
  void anImageIsOfTheVolumeThatTheFirstStepWrote() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.GIVEN);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE, "unlock"));
    scene.givenVolume = "given 2";
    scene.now = scene.run().retryAt();
    scene.until(Phase.RUNNING).succeeds();

    scene.pass();

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.VOLUME_LOST);
  }

  @Test
  void aLostPlanIsNotTakenForALostVolume() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.GIVEN);
    scene.succeeds();
    scene.planLost = true;

    scene.pass();

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.PLAN_LOST);
  }

  @Test
  void aVolumeOfTheUserThatGoesWhileItsImageIsMadeIsNoticedBeforeTheWaitEnds() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.GIVEN);
    scene.provisions = false;
    scene.succeeds();
    scene.givenVolume = "";

    scene.after(Duration.ofSeconds(30));

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.VOLUME_LOST);
  }

  @Test
  void whatKeepsAnImageFromBeingUsableIsTold() {
    Scene scene = publishing();
    Piece image = scene.piece(scene.run().image());
    Piece volume = scene.piece(ThingId.volume());
    scene.cached =
        List.of(
            new Thing(image.id, image.uid, Thing.State.CREATING, "no driver", null),
            new Thing(volume.id, volume.uid, Thing.State.READY, "", null));

    scene.after(Duration.ofSeconds(30));

    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_VOLUME);
    assertThat(scene.state.waitingFor().message()).isEqualTo("waiting for the image: no driver");
  }

  @Test
  void anImageCountsOnlyWhenLookedUpLive() {
    Scene scene = publishing();
    Piece image = scene.piece(scene.run().image());
    scene.world.turn(image, Thing.State.READY);
    scene.cached = scene.world.things();
    scene.world.vanish(image);

    scene.pass();

    assertThat(scene.asked).contains(Need.LIVE);
    assertThat(scene.run().phase()).isEqualTo(Phase.PUBLISHING);
  }

  @Test
  void anImageThatDoesNotAppearIsAskedForAnew() {
    Scene scene = publishing();
    scene.world.vanish(scene.piece(scene.run().image()));

    Decision.Act act = scene.after(Scene.PATIENCE.settle());

    assertThat(act.effects()).containsExactly(new Effect.Make(scene.run().image()));
    assertThat(scene.run().asks()).isEqualTo(2);
  }

  @Test
  void anImageThatFailsIsMadeAnewUnderAnotherNameWithoutRunningTheStepsAgain() {
    Scene scene = publishing();
    ThingId broken = scene.run().image();
    scene.world.turn(scene.piece(broken), Thing.State.FAILED);
    scene.pass();

    assertThat(scene.run().failure().reason()).isEqualTo(Reasons.VOLUME_UNUSABLE);

    scene.provisions = true;
    scene.now = scene.run().retryAt();
    scene.settle();

    assertThat(scene.state.image()).isEqualTo(ThingId.image(broken.run(), 2));
    assertThat(scene.world.find(broken)).isEmpty();
    assertThat(scene.state.failure()).isNull();
  }

  @Test
  void anImageThatBecomesReadyLateIsUsed() {
    Scene scene = publishing();
    scene.after(Scene.PATIENCE.ready());
    Piece image = scene.piece(scene.run().image());
    scene.world.turn(image, Thing.State.READY);
    scene.now = scene.run().retryAt();

    assertThat(scene.pass().state().waitingFor()).isNull();

    scene.settle();

    assertThat(scene.state.image()).isEqualTo(image.id);
    assertThat(scene.world.find(image.id)).contains(image);
  }

  @Test
  void anImageThatIsNotReadyInTimeFailsTheTry() {
    Scene scene = publishing();

    scene.after(Scene.PATIENCE.ready());

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message()).isEqualTo("the image: not usable within PT2H");
  }

  @Test
  void aRunWhoseImageCanNotBeMadeFailsAndKeepsTheFormerOne() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    ThingId former = scene.state.image();
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING).succeeds();
    while (scene.state.run() != null) {
      List<Piece> images =
          scene.world.pieces().stream().filter(piece -> !piece.id.equals(former)).toList();
      images.stream()
          .filter(piece -> piece.is(ThingId.Kind.IMAGE))
          .forEach(image -> scene.world.turn(image, Thing.State.FAILED));
      scene.pass();
      scene.now = scene.now.plusSeconds(3600);
    }

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.VOLUME_UNUSABLE);
    assertThat(scene.state.image()).isEqualTo(former);
    assertThat(scene.world.find(former)).isPresent();
    assertThat(scene.state.ack()).isEqualTo("first");
  }
}
