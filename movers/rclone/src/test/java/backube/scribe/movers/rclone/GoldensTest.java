package backube.scribe.movers.rclone;

import backube.scribe.testkit.EveryJvm;
import backube.scribe.testkit.Goldens;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schemas, and whole plans; {@code -Dgoldens=write} accepts what changed. */
class GoldensTest {
  private static final Goldens GOLDENS = Goldens.in(Path.of("src/test/resources/goldens"));

  @Test
  void theSchemasChangeOnlyOnPurpose() {
    GOLDENS.fragments(new RcloneMover());
  }

  @Test
  void thePlansChangeOnlyOnPurpose() {
    GOLDENS.plans(new RcloneMover());
  }

  @Test
  void thePlansAreTheSameInEveryJvm() {
    EveryJvm.makesTheSamePlans(RcloneMover.class, GOLDENS.folder());
  }
}
