package backube.scribe.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Report;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.sync.Due;
import backube.scribe.core.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted of the life of a resource, told as the records that its passes write. */
class SyncMetricsTest {
  private static final ResourceKey KEY = new ResourceKey(Role.SOURCE, "default", "db");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Due HOURLY =
      new Due.Scheduled(after -> Instant.ofEpochSecond((after.getEpochSecond() / 3600 + 1) * 3600));

  private final SyncMetrics metrics = new SyncMetrics();
  private Instant now = NOON;
  private Due due = new Due.Manual("once");

  @Test
  void aResourceThatNeverSyncedIsOutOfSync() {
    step(record(), record());

    assertThat(series().outOfSync(now)).isTrue();
    assertThat(series().durations().count()).isZero();
    assertThat(series().queueWait(now)).isEmpty();
  }

  @Test
  void aSyncThatEndsWellIsCountedOnce() {
    Map<String, Object> running = running("RUNNING");
    Map<String, Object> ended = ended(true);
    step(running, ended);
    step(ended, ended);
    step(ended, idle(ended));

    assertThat(series().succeeded()).isEqualTo(1);
    assertThat(series().failed()).isZero();
    assertThat(series().outOfSync(now)).isFalse();
    assertThat(series().lastSuccess()).isEqualTo(NOON);
    assertThat(series().durations().sum()).isEqualTo(90);
    assertThat(series().durations().quantile(0.5, now)).hasValue(90);
  }

  @Test
  void aTryThatFailsIsCountedByItsReasonAndTheSyncOnlyWhenItHasFailed() {
    Map<String, Object> running = running("RUNNING");
    Map<String, Object> resting = running("RESTING");
    run(resting).put("failure", failure("Locked"));
    step(running, resting);
    step(resting, resting);

    assertThat(series().failures()).isEqualTo(Map.of("Locked", 1L));
    assertThat(series().failed()).isZero();

    Map<String, Object> ended = ended(false);
    ended.put("failure", failure("WrongCredentials"));
    run(ended).put("failure", failure("WrongCredentials"));
    step(resting, ended);
    step(ended, idle(ended));

    assertThat(series().failures()).isEqualTo(Map.of("Locked", 1L, "WrongCredentials", 1L));
    assertThat(series().failed()).isEqualTo(1);
    assertThat(series().succeeded()).isZero();
  }

  @Test
  void aScheduleThatIsMissedShowsAtOnceAndIsCountedWhenTheSyncEnds() {
    due = HOURLY;
    Map<String, Object> running = running("RUNNING");
    running.put("lastSync", "2026-01-01T11:59:00Z");
    step(running, running);
    assertThat(series().outOfSync(now)).isFalse();

    now = NOON.plus(Duration.ofMinutes(59));
    assertThat(series().outOfSync(now)).isFalse();
    now = NOON.plus(Duration.ofMinutes(61));
    assertThat(series().outOfSync(now)).isTrue();
    assertThat(series().missed()).isZero();

    Map<String, Object> ended = ended(true);
    ended.put("lastSync", now.toString());
    step(running, ended);
    assertThat(series().missed()).isEqualTo(1);
    assertThat(series().outOfSync(now)).isFalse();
  }

  @Test
  void theFiguresOfAllStagesOfTheLastRunAreKept() {
    Map<String, Object> running = running("RUNNING");
    step(running, running, Map.of("bytesTotal", 10.0, "filesTotal", 2.0));
    step(running, ended(true), Map.of("bytesPruned", 1.0));
    assertThat(series().figures().values())
        .containsOnlyKeys("bytesTotal", "filesTotal", "bytesPruned");

    Map<String, Object> next = running("RUNNING");
    run(next).put("number", 8);
    step(next, next, Map.of("bytesTotal", 11.0));
    assertThat(series().figures().values()).isEqualTo(Map.of("bytesTotal", 11.0));
  }

  @Test
  void theWaitForATurnGrowsAndIsKeptOnceTheRunHasBegun() {
    Map<String, Object> queued = record();
    queued.put(
        "waitingFor",
        Map.of("reason", "Queued", "message", "position 1", "since", NOON.toString()));
    step(queued, queued);
    now = NOON.plusSeconds(30);
    assertThat(series().queueWait(now)).contains(Duration.ofSeconds(30));

    step(queued, running("PREPARING"));
    now = NOON.plusSeconds(90);
    assertThat(series().queueWait(now)).contains(Duration.ofSeconds(30));
  }

  @Test
  void aResourceThatIsGoneOrMadeAnewOrHasAnotherMoverStartsAtNothing() {
    step(running("RUNNING"), ended(true));
    metrics.gone(KEY);
    assertThat(metrics.series()).isEmpty();

    step(running("RUNNING"), ended(true));
    metrics.recorded(recorded("uid-2", "toy", record(), record(), Map.of()));
    assertThat(series().succeeded()).isZero();

    step(running("RUNNING"), ended(true));
    metrics.recorded(recorded("uid-1", "other", record(), record(), Map.of()));
    assertThat(series().mover()).isEqualTo("other");
    assertThat(series().succeeded()).isZero();
  }

  private Series series() {
    return metrics.series().get(KEY);
  }

  private void step(Map<String, Object> before, Map<String, Object> after) {
    step(before, after, Map.of());
  }

  private void step(
      Map<String, Object> before, Map<String, Object> after, Map<String, Double> figures) {
    metrics.recorded(recorded("uid-1", "toy", before, after, figures));
  }

  private Recorded recorded(
      String uid,
      String mover,
      Map<String, Object> before,
      Map<String, Object> after,
      Map<String, Double> figures) {
    Report report =
        new Report(
            1,
            null,
            Report.Outcome.SUCCEEDED,
            null,
            "",
            null,
            List.of(),
            figures,
            Map.of(),
            List.of());
    return new Recorded(
        KEY, uid, mover, due, state(before), state(after), Optional.of(report), now);
  }

  /** As it is stored, which is how it reaches every pass. */
  private static State state(Map<String, Object> stored) {
    State state = StateCodec.read(stored);
    assertThat(state).isNotEqualTo(State.EMPTY);
    return state;
  }

  private static Map<String, Object> record() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("version", 1);
    record.put("seq", 7);
    return record;
  }

  private static Map<String, Object> running(String phase) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("number", 7);
    run.put("start", "2026-01-01T11:58:30Z");
    run.put("phase", phase);
    run.put("since", "2026-01-01T11:58:30Z");
    run.put("round", 1);
    run.put("shape", Map.of("planHash", "plan", "stages", List.of()));
    Map<String, Object> record = record();
    record.put("run", run);
    return record;
  }

  private static Map<String, Object> ended(boolean well) {
    Map<String, Object> record = running("CLEANING");
    run(record).put("succeeded", well);
    if (well) {
      record.put("lastSync", NOON.toString());
      record.put("lastDuration", "PT90S");
    }
    return record;
  }

  private static Map<String, Object> idle(Map<String, Object> ended) {
    Map<String, Object> record = new LinkedHashMap<>(ended);
    record.remove("run");
    return record;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> run(Map<String, Object> record) {
    return (Map<String, Object>) record.get("run");
  }

  private static Map<String, Object> failure(String reason) {
    return Map.of("reason", reason, "message", "no", "at", NOON.toString(), "fingerprint", "f");
  }
}
