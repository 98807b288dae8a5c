package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Events;
import backube.scribe.core.world.Thing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing succeeds silently. */
class WarningsTest {
  private static final Report.StepResult UNREADABLE =
      Reports.step("backup", Report.Outcome.WARNING, "2 files could not be read");

  private static final Report PARTLY =
      Reports.report(Report.Outcome.FAILED, FailureClass.LOCKED, "locked", List.of(UNREADABLE));

  @Test
  void aRunThatWarnedSucceedsAndSaysSo() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    Decision.Act act =
        scene.ends(
            Thing.State.SUCCEEDED, Reports.warned(scene.attempt().steps, "2 files are missing"));

    assertThat(scene.state.warnings()).containsExactly("2 files are missing");
    assertThat(scene.state.lastSync()).isEqualTo(scene.now);
    assertThat(scene.state.failure()).isNull();
    assertThat(act.notes())
        .containsExactly(
            new Note(Events.Type.WARNING, Reasons.COMPLETED_WITH_WARNINGS, "2 files are missing"));
  }

  @Test
  void aWarningWithoutAMessageIsAWarning() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.SUCCEEDED, Reports.warned(scene.attempt().steps, ""));

    assertThat(scene.state.warnings()).containsExactly("the mover warned without saying of what");
  }

  @Test
  void eachStepThatWarnedIsTold() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    Report.StepResult locked = Reports.step("forget", Report.Outcome.WARNING, "a lock was old");

    scene.ends(
        Thing.State.SUCCEEDED,
        Reports.report(
            Report.Outcome.WARNING,
            null,
            "2 files could not be read",
            List.of(UNREADABLE, locked)));

    assertThat(scene.state.warnings())
        .containsExactly("2 files could not be read", "a lock was old");
  }

  @Test
  void aStepThatWarnedBeforeAnotherFailedIsNotForgotten() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.FAILED, PARTLY);
    scene.now = scene.run().retryAt();
    scene.until(Phase.RUNNING);

    scene.succeeds();

    assertThat(scene.state.warnings()).containsExactly("2 files could not be read");
  }

  @Test
  void aRunThatFailsOnWarningsFailsAndSaysWhy() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.failingOnWarning(Shapes.DIRECT));

    scene.ends(Thing.State.SUCCEEDED, Reports.warned(scene.attempt().steps, "2 files are missing"));

    assertThat(scene.state.failure().reason()).isEqualTo(Reasons.COMPLETED_WITH_WARNINGS);
    assertThat(scene.state.failure().message())
        .isEqualTo("2 files are missing (failOnWarning is set)");
    assertThat(scene.state.lastSync()).isNull();
    assertThat(scene.state.ack()).isNull();
  }

  @Test
  void theNextSuccessWithoutWarningsTellsOfNone() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);
    scene.ends(Thing.State.SUCCEEDED, Reports.warned(scene.attempt().steps, "2 files are missing"));
    scene.settle();
    scene.due = new Due.Manual("second");
    scene.until(Phase.RUNNING);

    scene.succeeds();

    assertThat(scene.state.warnings()).isEmpty();
  }
}
