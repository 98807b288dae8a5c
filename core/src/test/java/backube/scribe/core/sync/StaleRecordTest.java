package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that is older than the world: read from a cache, wiped, or set back. */
class StaleRecordTest {
  @Test
  void aRunThatMayReplaceAnImageIsStartedOnlyAfterALiveLook() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    State before = scene.state;
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING).succeeds();
    scene.settle();
    ThingId published = scene.state.image();
    scene.state = before;
    scene.cached = List.of();
    scene.due = new Due.Manual("third");

    scene.pass();

    assertThat(scene.asked).containsExactly(Need.INPUTS, Need.TURN, Need.LIVE);
    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.image()).isEqualTo(published);
  }

  @Test
  void aRunThatReplacesNoImageStartsWithoutALiveLook() {
    Scene scene = Scene.idle(Shapes.DIRECT);
    scene.due = new Due.Manual("second");

    scene.pass();

    assertThat(scene.asked).containsExactly(Need.INPUTS, Need.TURN);
    assertThat(scene.run().phase()).isEqualTo(Phase.PREPARING);
  }

  @Test
  void anAttemptIsNotReleasedBesideAnotherThatIsAlive() {
    Scene scene = Scene.idle(Shapes.DIRECT);
    State before = scene.state;
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING);
    Piece running = scene.attempt();
    scene.state = before;
    scene.cached = List.of();
    scene.after(Duration.ofMinutes(1));
    scene.cached = null;

    Decision.Act act = scene.pass();

    assertThat(scene.run().phase()).isEqualTo(Phase.PREPARING);
    assertThat(act.effects()).containsExactly(new Effect.Remove(running.id, running.uid));
  }

  @Test
  void anObjectOfANewerRunIsNotTouchedBeforeTheRecordIsReadAgain() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Seen cached = Seen.of(scene.world.things(), false);

    Decision decision = scene.engine.decide(scene.facts(), State.EMPTY, cached, scene.now);

    assertThat(decision).isEqualTo(new Decision.Ask(Need.LIVE));
  }

  @Test
  void anObjectOfANewerRoundIsNotTouchedBeforeTheRecordIsReadAgain() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    State stale = scene.state;
    scene.ends(Thing.State.FAILED, null);
    scene.now = scene.run().retryAt();
    scene.until(Phase.RUNNING);
    Seen cached = Seen.of(scene.world.things(), false);

    Decision decision = scene.engine.decide(scene.facts(), stale, cached, scene.now);

    assertThat(decision).isEqualTo(new Decision.Ask(Need.LIVE));
  }

  @Test
  void aWipedStatusTakesOverTheNumberThenSweepsThenStartsAnew() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Piece attempt = scene.attempt();
    scene.state = State.EMPTY;

    assertThat(scene.pass().effects()).isEmpty();
    assertThat(scene.state.seq()).isEqualTo(attempt.id.run());
    assertThat(scene.pass().effects()).containsExactly(new Effect.Remove(attempt.id, attempt.uid));
    assertThat(scene.until(Phase.PREPARING).run().number()).isGreaterThan(attempt.id.run());
  }

  @Test
  void aWipedStatusAdoptsThePublishedImage() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    State known = scene.state;
    scene.state = State.EMPTY;

    scene.until(Phase.RUNNING);

    assertThat(known.image()).isNotNull();
    assertThat(scene.state.image()).isEqualTo(known.image());
    assertThat(scene.world.find(known.image())).isPresent();
  }

  @Test
  void aStatusSetBackAdoptsTheImageThatWasPublishedSince() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    State before = scene.state;
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING).succeeds();
    scene.settle();
    State after = scene.state;
    scene.state = before;

    scene.until(Phase.RUNNING);

    assertThat(after.image()).isNotEqualTo(before.image());
    assertThat(scene.state.image()).isEqualTo(after.image());
    assertThat(scene.world.find(after.image())).isPresent();
  }

  @Test
  void anImageOfARunThatHasNotComeToPublishingProvesTheRecordStale() {
    Scene scene = Scene.in(Phase.PREPARING, Shapes.PUBLISHED);
    State before = scene.state;
    scene.until(Phase.RUNNING).succeeds();
    scene.settle();
    State after = scene.state;
    scene.state = before;

    scene.pass();

    assertThat(scene.state.run()).isNull();
    assertThat(scene.state.image()).isEqualTo(after.image()).isNotNull();
  }

  @Test
  void anImageIsNotRemovedOnTheWordOfAnOldRecord() {
    Scene scene = Scene.idle(Shapes.PUBLISHED);
    State old = scene.state.with(change -> change.image = null);
    Seen cached = Seen.of(scene.world.things(), false);

    Decision decision = scene.engine.decide(scene.facts(), old, cached, scene.now);

    assertThat(decision).isEqualTo(new Decision.Ask(Need.LIVE));
  }
}
