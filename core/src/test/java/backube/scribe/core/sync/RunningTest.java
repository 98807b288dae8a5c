package backube.scribe.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.world.Thing;
import org.junit.jupiter.api.Test;

/** What an attempt that was released comes to. */
class RunningTest {
  @Test
  void anAttemptThatEndsWellWithoutAReportHasFailed() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.SUCCEEDED, null);

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().message()).isEqualTo("it left no report");
    assertThat(scene.run().done()).isEmpty();
  }

  @Test
  void anAttemptWhoseReportContradictsItsSuccessHasFailed() {
    Scene scene = Scene.in(Phase.RUNNING, Shapes.DIRECT);

    scene.ends(Thing.State.SUCCEEDED, Reports.failed(FailureClass.OUT_OF_SPACE, "backup"));

    assertThat(scene.run().phase()).isEqualTo(Phase.RESTING);
    assertThat(scene.run().failure().reason()).isEqualTo("OutOfSpace");
    assertThat(scene.run().done()).containsExactly("backup");
  }
}
