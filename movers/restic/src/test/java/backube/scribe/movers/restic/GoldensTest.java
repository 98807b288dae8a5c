package backube.scribe.movers.restic;

import backube.scribe.testkit.EveryJvm;
import backube.scribe.testkit.Goldens;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schemas, and whole plans; {@code -Dgoldens=write} accepts what changed. */
class GoldensTest {
  private static final Goldens GOLDENS = Goldens.in(Path.of("src/test/resources/goldens"));

  @Test
  void theSchemasChangeOnlyOnPurpose() {
    GOLDENS.fragments(new ResticMover());
  }

  @Test
  void thePlansChangeOnlyOnPurpose() {
    GOLDENS.plans(new ResticMover());
  }

  @Test
  void thePlansAreTheSameInEveryJvm() {
    EveryJvm.makesTheSamePlans(ResticMover.class, GOLDENS.folder());
  }
}
