package backube.scribe.movers.rsync;

import backube.scribe.testkit.EveryJvm;
import backube.scribe.testkit.Goldens;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The schemas, and whole plans; {@code -Dgoldens=write} accepts what changed. */
class GoldensTest {
  private static final Goldens SSH = Goldens.in(Path.of("src/test/resources/rsync"));
  private static final Goldens TLS = Goldens.in(Path.of("src/test/resources/rsyncTLS"));

  @Test
  void theSchemasChangeOnlyOnPurpose() {
    SSH.fragments(new RsyncMover());
    TLS.fragments(new RsyncTlsMover());
  }

  @Test
  void thePlansChangeOnlyOnPurpose() {
    SSH.plans(new RsyncMover());
    TLS.plans(new RsyncTlsMover());
  }

  @Test
  void thePlansAreTheSameInEveryJvm() {
    EveryJvm.makesTheSamePlans(RsyncMover.class, SSH.folder());
    EveryJvm.makesTheSamePlans(RsyncTlsMover.class, TLS.folder());
  }
}
