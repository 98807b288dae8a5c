package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Shell;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a clock that was wrong has left: times that are yet to come, or long past, in the state and
 * in the repository.
 */
@Execution(ExecutionMode.CONCURRENT)
class WrongClockTest {
  private final EmbeddedRig rig = EmbeddedRig.create();
  private final Scenario scenario = new Scenario(rig);
  private final Repository repository = rig.repository("repo");
  private final Volume photos = rig.volume("photos");

  @BeforeEach
  void fill() {
    photos.write("one", "old");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** Turns all times of the state folder. */
  private void turnState(int years) {
    int now = Instant.now().atOffset(java.time.ZoneOffset.UTC).getYear();
    Shell.script(
        rig.path("state"),
        "find resources -name resource.yaml -exec sed -i -E 's/\\b%d(-[0-9]{2}-[0-9]{2}T)/%d\\1/g' {} +"
            .formatted(now, now + years));
  }

  @Test
  void aClockThatWasAYearAheadDelaysNoScheduleByAYear() {
    rig.apply(Manifests.source("photos", "schedule: '@daily'"));
    Told.bySync(rig, source("photos")).well();
    turnState(1);
    assertThat(Instant.parse(rig.status(source("photos")).nextSyncTime())).isAfter(in(300));

    rig.controller().start();
    scenario.await(
        source("photos"),
        "to have its next slot within a day",
        status -> Instant.parse(status.nextSyncTime()).isBefore(in(1)));
  }

  @Test
  void aClockThatWasAYearBehindMakesOneSyncAndNotOnePerSlot() {
    rig.apply(Manifests.source("photos", "schedule: '@daily'", "retain: {last: 9}"));
    Told.bySync(rig, source("photos")).well();
    turnState(-1);

    rig.controller().start();
    scenario.await(
        source("photos"),
        "to have synced",
        status -> status.idle() && Instant.parse(status.lastSyncTime()).isAfter(in(-1)));
    rig.awaitQuiet();
    assertThat(repository.snapshots()).hasSize(2);
    assertThat(Instant.parse(rig.status(source("photos")).nextSyncTime())).isBefore(in(1));
  }

  @Test
  void aSnapshotThatIsYetToComeCostsNoneOfToday() {
    repository.restic("init");
    String time =
        Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS).toString();
    repository.resticAtData(
        photos, "backup", "--host", "volsync", "--time", time.replaceAll("[TZ]", " ").strip(), ".");
    photos.write("one", "new");
    rig.apply(Manifests.source("photos", "manual: first", "retain: {last: 1}"));
    Told.bySync(rig, source("photos")).well();
    assertThat(repository.snapshots()).hasSize(2);

    Volume restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: one"));
    Told latest = Told.bySync(rig, destination("restored")).well();
    assertThat(latest.status().warning()).contains("is yet to come").contains("restoreAsOf");
    assertThat(latest.ended().err()).contains("warning: the snapshot that was restored is of");

    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).toString();
    rig.apply(Manifests.destination("restored", "manual: two", "restoreAsOf: '" + now + "'"));
    assertThat(Told.bySync(rig, destination("restored")).well().status().warning()).isEmpty();
    assertThat(restored.read("one")).isEqualTo("new");
  }

  private static Instant in(int days) {
    return Instant.now().plus(Duration.ofDays(days)).plusSeconds(60);
  }
}
