package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Events;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A try failed: whether, when and where the run goes on. */
class RestingTest {
  private static final Set<FailureClass> FINAL =
      EnumSet.of(
          FailureClass.WRONG_CREDENTIALS,
          FailureClass.NO_REPOSITORY,
          FailureClass.NO_SNAPSHOT,
          FailureClass.DAMAGED,
          FailureClass.MISCONFIGURED);

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void aFailureIsTriedAgainUnlessItsClassIsFinal(FailureClass failure) {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    Decision.Act act = scene.ends(Thing.State.FAILED, Reports.failed(failure));

    assertThat(scene.run().phase())
        .isEqualTo(FINAL.contains(failure) ? Phase.CLEANING : Phase.RESTING);
    assertThat(scene.run().failure().reason()).isEqualTo(failure.reason());
    assertThat(act.notes()).singleElement().extracting(Note::type).isEqualTo(Events.Type.WARNING);
    assertThat(act.reported()).isNotNull();
  }

  @Test
  void theUserReadsWhatFailedAndWhenItIsTriedAgain() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.LOCKED));

    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.RETRYING);
    assertThat(scene.state.waitingFor().message())
        .isEqualTo(
            "attempt 1 of 8 failed: Locked: it failed; next try at "
                + scene.run().retryAt().truncatedTo(ChronoUnit.SECONDS));
    assertThat(scene.state.waitingFor().until()).isEqualTo(scene.run().retryAt());
  }

  @Test
  void theNextAttemptBeginsAtTheStepThatFailed() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.LOCKED, "backup"));
    scene.now = scene.run().retryAt();

    Decision.Act act = scene.pass();

    assertThat(act.effects())
        .containsExactly(
            new Effect.Hold(
                ThingId.attempt(scene.run().number(), 2), List.of("forget"), true, 1, "plan"));
  }

  @Test
  void anAttemptThatFailedThoughEachStepWasDoneRepeatsTheLastOne() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.LOCKED, "backup", "forget"));

    assertThat(scene.run().remaining()).containsExactly("forget");
  }

  @Test
  void theDelayGrowsToItsLimitAndTheRunFailsWhenItsBudgetIsSpent() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    List<Duration> delays = new ArrayList<>();
    while (scene.run().phase() == Phase.RUNNING) {
      scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));
      if (scene.run().phase() == Phase.RESTING) {
        delays.add(Duration.between(scene.now, scene.run().retryAt()));
        scene.now = scene.run().retryAt();
        scene.until(Phase.RUNNING);
      }
    }

    assertThat(delays).hasSize(Scene.PATIENCE.tries() - 1);
    assertThat(delays.get(0)).isBetween(Duration.ofMillis(7_500), Duration.ofMillis(12_500));
    assertThat(delays.get(6)).isBetween(Duration.ofSeconds(450), Duration.ofSeconds(750));
    assertThat(scene.state.failure().reason()).isEqualTo("Unreachable");
  }

  @Test
  void aDelayEndsAtOnceWhenSomethingChanges() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));

    assertThat(scene.pass().lookAgain()).isEqualTo(scene.run().retryAt());

    scene.fingerprint = "spec 1, Secret 2";

    assertThat(scene.pass().state().run().phase()).isEqualTo(Phase.PREPARING);
  }

  @Test
  void aRunThatFailsGivesWayToAnotherOneWhenWhatItWouldBeMadeOfHasChanged() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNKNOWN));
    long first = scene.run().number();
    scene.fingerprint = "spec 2";
    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.DIRECT, "plan 2"));

    Decision.Act act = scene.pass();

    assertThat(act.notes())
        .singleElement()
        .extracting(Note::message)
        .asString()
        .isEqualTo("it failed; a new run begins with what has changed since");
    scene.until(Phase.PREPARING);
    assertThat(scene.run().number()).isGreaterThan(first);
    assertThat(scene.run().shape().planHash()).isEqualTo("plan 2");
  }

  @Test
  void aRunOfAScheduleThatGivesWayIsFollowedAtOnce() {
    Scene scene = Scene.of(Shapes.DIRECT);
    scene.due = new Due.Scheduled(time -> time.plus(Duration.ofDays(1)));
    scene.until(Phase.RUNNING);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNKNOWN));
    scene.fingerprint = "spec 2";
    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.DIRECT, "plan 2"));

    scene.until(Phase.CLEANING);

    assertThat(scene.until(Phase.RUNNING).run().shape().planHash()).isEqualTo("plan 2");
  }

  @Test
  void aRunThatFailsGoesOnWhenItCouldNotBeMadeOfWhatHasChanged() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNKNOWN));
    scene.fingerprint = "spec 2";
    scene.inputs = new Inputs.Refused(new Refusal(Reasons.INVALID_SPEC, "no"));

    assertThat(scene.pass().state().run().phase()).isEqualTo(Phase.PREPARING);
  }

  @Test
  void aChangeDuringAnAttemptEndsTheDelayAfterItOnce() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.fingerprint = "spec 1, Secret 2";
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));
    scene.until(Phase.RUNNING);

    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));

    assertThat(scene.pass().lookAgain()).isEqualTo(scene.run().retryAt());
  }

  @Test
  void aRetryWaitsForItsTurnAndSaysSo() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));
    scene.now = scene.run().retryAt();
    scene.turn = new Turn.Waiting("second in line");

    scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.QUEUED);
    assertThat(scene.state.waitingFor().message()).isEqualTo("second in line");
  }

  @Test
  void pauseLetsTheRunGoOn() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, Reports.failed(FailureClass.UNREACHABLE));
    scene.now = scene.run().retryAt();
    scene.paused = true;

    scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.PREPARING);
  }

  @Test
  void anAttemptThatDisappearsCountsAsAFailureOnlyWhenLookedUpLive() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.cached = List.of();

    scene.pass();

    assertThat(scene.asked).containsExactly(Need.LIVE);
    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);

    scene.world.vanish(scene.attempt());
    scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message()).startsWith("the mover is gone");
  }

  @Test
  void anAttemptThatMayStillMoveIsRemovedBeforeTheNext() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece first = scene.attempt();
    scene.ends(Thing.State.FAILED, null);
    scene.world.turn(first, Thing.State.RUNNING);
    scene.now = scene.run().retryAt();

    Decision.Act act = scene.pass();

    assertThat(act.effects()).containsExactly(new Effect.Remove(first.id, first.uid));
    assertThat(act.state().run().phase()).isEqualTo(Phase.RESTING);
  }

  @Test
  void anAttemptThatWasNeverToBeReleasedCarriesThePlanToTheNext() {
    Scene scene = Scene.of(Shapes.COPIED);
    scene.provisions = false;
    scene.pass();
    Piece held = scene.attempt();
    scene.world.turn(scene.piece(scene.run().copy()), Thing.State.FAILED);
    scene.pass();
    scene.provisions = true;
    scene.now = scene.run().retryAt();

    scene.pass();

    assertThat(scene.run().round()).isEqualTo(2);
    assertThat(scene.world.find(held.id)).contains(held);

    scene.until(Phase.RUNNING);

    assertThat(scene.world.find(held.id)).isEmpty();
  }

  @Test
  void aCopyThatIsLostEndsTheRunAndIsNotMadeAnewUnderItsName() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.COPIED);
    scene.world.vanish(scene.piece(scene.run().copy()));
    scene.ends(Thing.State.FAILED, null);
    scene.now = scene.run().retryAt();

    Decision.Act act = scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.CLEANING);
    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.COPY_LOST);
    assertThat(act.effects()).noneMatch(Effect.Make.class::isInstance);
  }

  @Test
  void aCopyThatWasMadeAnewByALateEffectEndsTheRunToo() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.COPIED);
    ThingId copy = scene.run().copy();
    scene.world.vanish(scene.piece(copy));
    scene.world.apply(new Effect.Make(copy));
    scene.ends(Thing.State.FAILED, null);
    scene.now = scene.run().retryAt();

    scene.settle();

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.COPY_LOST);
  }
}
