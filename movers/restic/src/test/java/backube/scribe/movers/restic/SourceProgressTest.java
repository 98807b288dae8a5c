package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Report.Outcome;
import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the reports of a run to the status of its source. */
class SourceProgressTest {
  private static final Plan ALL_DUE =
      Case.source(
              "{pruneIntervalDays: 0, unlock: now, check: {intervalDays: 0, readDataSubset: 10%}}")
          .plan();

  private static final Reports BACKUP =
      Reports.of("unlock", "backup", "forget")
          .section(
              "{snapshot: 0ff74383, snapshotTime: '2026-02-03T05:05:05.123456789+01:00',"
                  + " parent: beef}")
          .figure("filesNew", 1)
          .figure("filesChanged", 2)
          .figure("filesUnmodified", 3)
          .figure("bytesTotal", 5e10)
          .figure("bytesAdded", 50);

  private static final Reports UPKEEP =
      Reports.of("prune", "check")
          .section("{pruned: true, check: {subset: 1/10, result: Passed, errors: 0}}")
          .at("2026-02-03T05:00:00.999Z");

  @Test
  void aBackupTellsWhatItTook() {
    SnapshotStatus snapshot = BACKUP.after(ALL_DUE, Optional.empty()).lastSnapshot().orElseThrow();

    assertThat(snapshot.id()).hasValue("0ff74383");
    assertThat(snapshot.time()).hasValue(Instant.parse("2026-02-03T04:05:05.123456789Z"));
    assertThat(snapshot.parent()).hasValue("beef");
    assertThat(snapshot.filesNew()).hasValue(1L);
    assertThat(snapshot.bytesTotal()).hasValue(50_000_000_000L);
    assertThat(snapshot.filesUnreadable()).isEmpty();
  }

  @Test
  void unreadableFilesAreCounted() {
    Reports partial =
        Reports.of()
            .and("backup", Outcome.WARNING)
            .section("{snapshot: 0ff74383, unreadableCount: 7}");

    assertThat(
            partial.after(ALL_DUE, Optional.empty()).lastSnapshot().orElseThrow().filesUnreadable())
        .hasValue(7L);
  }

  @Test
  void laterAttemptsKeepWhatEarlierOnesWrote() {
    SourceStatus backedUp = BACKUP.after(ALL_DUE, Optional.empty());
    SourceStatus done = UPKEEP.after(ALL_DUE, backedUp);

    assertThat(done.lastSnapshot()).isEqualTo(backedUp.lastSnapshot());
    assertThat(done.lastUnlocked()).hasValue("now");
    assertThat(done.lastPruned()).hasValue(Case.START);
    assertThat(done.check().orElseThrow().subset()).hasValue("1/10");
    assertThat(done.check().orElseThrow().nextPart()).hasValue(2);
  }

  @Test
  void theSameReportGivesTheSameStatusHoweverOften() {
    SourceStatus once = UPKEEP.after(ALL_DUE, BACKUP.after(ALL_DUE, Optional.empty()));

    assertThat(UPKEEP.after(ALL_DUE, once)).isEqualTo(once);
    assertThat(BACKUP.after(ALL_DUE, once)).isEqualTo(once);
  }

  @Test
  void anEmptySourceHasNoSnapshotAndLeavesTheLastOne() {
    SourceStatus before = BACKUP.after(ALL_DUE, Optional.empty());
    Reports empty =
        Reports.of()
            .and("backup", Outcome.WARNING)
            .and("forget", Outcome.SKIPPED)
            .section("{empty: true}");

    assertThat(empty.after(ALL_DUE, before).lastSnapshot()).isEqualTo(before.lastSnapshot());
    assertThat(empty.after(ALL_DUE, Optional.empty()).lastSnapshot()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"FAILED", "SKIPPED"})
  void pruneIsStampedOnlyWhenItWasDone(Outcome outcome) {
    assertThat(
            Reports.of("backup")
                .and("prune", outcome)
                .after(ALL_DUE, Optional.empty())
                .lastPruned())
        .isEmpty();
    assertThat(Reports.of("backup").after(ALL_DUE, Optional.empty()).lastPruned()).isEmpty();
  }

  @Test
  void aSnapshotOutlivesTheFailureOfALaterStep() {
    Reports forgetFailed =
        Reports.of("backup").and("forget", Outcome.FAILED).section("{snapshot: 0ff74383}");

    assertThat(forgetFailed.after(ALL_DUE, Optional.empty()).lastSnapshot()).isPresent();
  }

  @Test
  void aFailedBackupHasNoSnapshot() {
    assertThat(
            Reports.of()
                .and("backup", Outcome.FAILED)
                .section("{snapshot: 0ff74383}")
                .after(ALL_DUE, Optional.empty())
                .lastSnapshot())
        .isEmpty();
  }

  @Test
  void anAttemptThatFindsTheSnapshotAgainKeepsItsFigures() {
    SourceStatus before = BACKUP.after(ALL_DUE, Optional.empty());
    Reports again = Reports.of("backup", "forget").section("{snapshot: 0ff74383, reused: true}");

    assertThat(again.after(ALL_DUE, before).lastSnapshot()).isEqualTo(before.lastSnapshot());
    assertThat(again.after(ALL_DUE, Optional.empty()).lastSnapshot().orElseThrow().id())
        .hasValue("0ff74383");
  }

  @Test
  void aCheckThatFindsErrorsKeepsItsTurn() {
    CheckStatus check =
        Reports.of()
            .and("check", Outcome.FAILED)
            .section("{check: {subset: 1/10, result: Failed, errors: 2}}")
            .after(ALL_DUE, Optional.empty())
            .check()
            .orElseThrow();

    assertThat(check.failed()).isTrue();
    assertThat(check.errors()).hasValue(2L);
    assertThat(check.nextPart()).hasValue(1);
    assertThat(check.lastTime()).hasValue(Case.START);
  }

  @Test
  void aCheckWithoutAResultSaysNothing() {
    SourceStatus before = UPKEEP.after(ALL_DUE, Optional.empty());

    assertThat(Reports.of().and("check", Outcome.FAILED).after(ALL_DUE, before).check())
        .isEqualTo(before.check());
    assertThat(Reports.of("backup").after(ALL_DUE, before).check()).isEqualTo(before.check());
  }

  @Test
  void nonsenseInAReportIsAbsentInTheStatus() {
    SnapshotStatus snapshot =
        Reports.of("backup")
            .section("{snapshot: 0ff74383, snapshotTime: yesterday, parent: 5, unreadableCount: x}")
            .after(ALL_DUE, Optional.empty())
            .lastSnapshot()
            .orElseThrow();

    assertThat(snapshot.time()).isEmpty();
    assertThat(snapshot.parent()).isEmpty();
    assertThat(snapshot.filesUnreadable()).isEmpty();
  }

  @Test
  void anotherRepositoryStartsWithAnEmptyStatus() {
    SourceStatus former =
        Case.parse(
            "{repository: former, lastPruned: 2026-01-01T00:00:00Z, lastSnapshot: {id: 0ff74383}}",
            SourceStatus.class);
    SourceStatus now = Reports.of("unlock").after(ALL_DUE, former);

    assertThat(now.repository()).hasValue("backups");
    assertThat(now.lastPruned()).isEmpty();
    assertThat(now.lastSnapshot()).isEmpty();
  }

  @Test
  void aStatusComesBackEqual() throws JsonProcessingException {
    SourceStatus status = UPKEEP.after(ALL_DUE, BACKUP.after(ALL_DUE, Optional.empty()));

    assertThat(
            Json.lenient().readValue(Json.strict().writeValueAsString(status), SourceStatus.class))
        .isEqualTo(status);
  }
}
