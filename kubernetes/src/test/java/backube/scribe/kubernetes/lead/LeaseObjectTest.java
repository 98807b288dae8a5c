package backube.scribe.kubernetes.lead;

import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.RecordingApi;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The lease as a file. */
class LeaseObjectTest {
  private static final String NOW = "2026-01-01T12:00:00.123456Z";

  @Test
  void theFirstControllerMakesTheLease() throws Exception {
    LeaseTerms terms =
        new LeaseTerms(
            "ns",
            "scribe-controller",
            "scribe-0",
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));
    try (RecordingApi api = new RecordingApi();
        Leadership leadership = Leadership.seek(api.client(), terms, new Unheard())) {
      leadership.gained().get(20, TimeUnit.SECONDS);

      ObjectNode lease = api.made().get(0).deepCopy();
      lease.withObjectProperty("spec").put("acquireTime", NOW).put("renewTime", NOW);
      ObjectGoldens.of("leases").same("lease", lease);
    }
  }

  private record Unheard() implements Leadership.Heard {
    @Override
    public void another() {}

    @Override
    public void lost() {}
  }
}
