package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run that listens: waits without a limit, and stands in nobody's way. */
class ListeningTest {
  private final Scene scene = Scene.in(Phase.RUNNING, Shapes.LISTENING);

  @Test
  void tellsWhereItListensSinceWhenAndThatThereIsNoLimit() {
    scene.pass();
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.WAITING_FOR_PEER);
    assertThat(scene.state.waitingFor().message())
        .isEqualTo(
            "listens at 10.0.0.7, port 22, since 2026-03-02T10:00:30Z for the other side; this"
                + " wait has no limit");
    assertThat(scene.state.waitingFor().until()).isNull();
  }

  @Test
  void waitsForYearsAndIsSeldomLookedAt() {
    scene.settle();
    Decision.Act act = scene.after(Duration.ofDays(800));
    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(act.effects()).isEmpty();
    assertThat(act.state().waitingFor().since()).isBefore(scene.now.minus(Duration.ofDays(799)));
    assertThat(act.lookAgain()).isAfterOrEqualTo(scene.now.plus(Duration.ofMinutes(10)));
  }

  @Test
  void itsSuccessCountsAsAnyOther() {
    scene.settle();
    scene.succeeds();
    assertThat(scene.run().phase()).isEqualTo(Phase.PUBLISHING);
    assertThat(scene.state.waitingFor()).isNull();
  }

  @Test
  void anAddressThatIsNewIsToldOnce() {
    scene.settle();
    scene.address = Optional.of("lb.example");
    Decision.Act act = scene.pass();
    assertThat(act.state().address()).isEqualTo("lb.example");
    assertThat(act.notes())
        .extracting(Note::message)
        .containsExactly("listening on address lb.example for incoming connections");
    assertThat(scene.pass().notes()).isEmpty();
  }

  @Test
  void theFirstAddressIsToldWhenTheRunIsRecorded() {
    Scene fresh = Scene.of(Shapes.LISTENING);
    Decision.Act act = fresh.pass();
    while (act.state().run() == null) {
      act = fresh.pass();
    }
    assertThat(act.notes()).extracting(Note::reason).containsExactly(Reasons.SERVICE_ADDRESS);
    assertThat(act.state().address()).isEqualTo("10.0.0.7");
  }

  @Test
  void anAddressThatIsGoneIsToldAndItGoesOn() {
    scene.settle();
    scene.address = Optional.empty();
    scene.pass();
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.NO_SERVICE_ADDRESS);
    assertThat(scene.state.address()).isNull();
    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void aPauseEndsItAndNothingCountsAsFailed() {
    scene.settle();
    scene.paused = true;
    scene.settle();
    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.failure()).isNull();
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.PAUSED);
    assertThat(scene.world.things()).noneMatch(thing -> thing.id().kind() == ThingId.Kind.ATTEMPT);
  }

  @Test
  void anotherMoverEndsItEvenIfItsOwnRunCantBegin() {
    scene.settle();
    scene.exchanged = true;
    scene.pass();
    assertThat(scene.run().phase()).isEqualTo(Phase.CLEANING);
    assertThat(scene.state.failure()).isNull();
  }

  @Test
  void whatMadeItDueIsNotOverAfterAPause() {
    scene.request = Optional.of("now");
    scene.settle();
    scene.paused = true;
    scene.settle();
    scene.paused = false;
    scene.settle();
    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void aPauseEndsItWhileItRestsAfterAFailure() {
    scene.settle();
    scene.ends(Thing.State.FAILED, null);
    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    scene.paused = true;
    scene.settle();
    assertThat(scene.state.run()).isNull();
  }

  @Test
  void whatItsPeerHasDoneCountsThoughAPauseCameFirst() {
    scene.settle();
    scene.cached = scene.world.things();
    scene.attempt().report = Reports.succeeded(scene.attempt().steps);
    scene.world.turn(scene.attempt(), Thing.State.SUCCEEDED);
    scene.paused = true;
    scene.pass();
    assertThat(scene.run().phase()).isEqualTo(Phase.PUBLISHING);
  }

  @Test
  void aSpecThatCanNotBeUsedEndsIt() {
    scene.settle();
    scene.due = new Due.Invalid(new Refusal(Reasons.INVALID_SPEC, "spec.toy.port: no port"));
    scene.settle();
    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.waitingFor().message()).isEqualTo("spec.toy.port: no port");
  }

  @Test
  void anotherPlanEndsItAndTheNextRunHasThat() {
    scene.settle();
    scene.inputs = new Inputs.Ready(Shapes.hashed(Shapes.LISTENING, "plan 2"));
    scene.fingerprint = "spec 2";
    long before = scene.run().number();
    scene.now = scene.now.plusSeconds(5);
    scene.settle();
    assertThat(scene.run().number()).isGreaterThan(before);
    assertThat(scene.run().shape().planHash()).isEqualTo("plan 2");
    assertThat(scene.state.failure()).isNull();
  }

  @Test
  void anEditThatChangesNothingOfThePlanIsLookedAtOnce() {
    scene.settle();
    scene.fingerprint = "spec 2";
    scene.pass();
    assertThat(scene.asked).contains(Need.INPUTS);
    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
    scene.pass();
    assertThat(scene.asked).isEmpty();
  }

  @Test
  void itsFailureIsTriedAgainAsAnyOther() {
    scene.settle();
    scene.ends(Thing.State.FAILED, null);
    assertThat(scene.state.waitingFor().reason()).isEqualTo(Reasons.RETRYING);
    scene.after(Duration.ofMinutes(1));
    scene.settle();
    assertThat(scene.run().phase()).isEqualTo(Phase.RUNNING);
    assertThat(scene.run().round()).isEqualTo(2);
  }

  @Test
  void anOrdinaryRunIsLeftAloneByAPause() {
    Scene ordinary = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    ordinary.paused = true;
    ordinary.settle();
    assertThat(ordinary.run().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void whatIsNotThereYetIsWaitedForAndAdvisedOnWhenItTakesLong() {
    Scene fresh = Scene.of(Shapes.LISTENING);
    fresh.inputs =
        new Inputs.Pending(Reasons.NO_SERVICE_ADDRESS, "waiting for an address", "look at it");
    fresh.settle();
    assertThat(fresh.state.run()).isNull();
    assertThat(fresh.state.waitingFor().message()).isEqualTo("waiting for an address; look at it");
    assertThat(fresh.pass().notes()).as("told once").isEmpty();
    fresh.inputs = new Inputs.Ready(Shapes.LISTENING);
    fresh.settle();
    assertThat(fresh.run().phase()).isEqualTo(Phase.RUNNING);
  }
}
