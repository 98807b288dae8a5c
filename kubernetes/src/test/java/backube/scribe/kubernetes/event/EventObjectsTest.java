package backube.scribe.kubernetes.event;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.Events;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.dialect.InEachDialect;
import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.RecordingApi;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;

/** Events as files; those about volumes are in VolumeObjectsTest. */
class EventObjectsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00.123456Z"));
  private static final ObjectGoldens EVENTS = ObjectGoldens.of("events");

  @AutoClose private final RecordingApi api = new RecordingApi();

  @InEachDialect
  void aSyncThatFailed(Dialect dialect) {
    new ClusterEvents(api.client(), dialect, CLOCK, "scribe-0")
        .record(
            Owners.source("photos"),
            Events.Type.WARNING,
            "WrongCredentials",
            "Synchronize",
            "RESTIC_PASSWORD does not open this repository");

    EVENTS.same(dialect, "failed", api.made().get(0));
  }

  @InEachDialect
  void aNoteThatIsTooLongForAnEventIsCut(Dialect dialect) {
    new ClusterEvents(api.client(), dialect, CLOCK, "scribe-0")
        .record(
            Owners.destination("photos"),
            Events.Type.NORMAL,
            "SyncSucceeded",
            "Synchronize",
            "ü".repeat(2000));

    assertThat(api.made().get(0).path("note").asText()).endsWith("ü…");
    EVENTS.same(dialect, "long", api.made().get(0));
  }
}
