package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Report.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the report of a restore to the status of its destination. */
class DestinationProgressTest {
  private static final Plan PLAN = Case.destination("{}").plan();

  private static final Reports RESTORE =
      Reports.of("restore")
          .section("{snapshot: 0ff74383, snapshotTime: '2026-02-03T04:00:00Z'}")
          .figure("filesRestored", 6)
          .figure("bytesRestored", 100);

  @Test
  void aRestoreTellsWhatItRestored() {
    DestinationStatus.Restored restored =
        RESTORE.restored(PLAN, Optional.empty()).lastRestored().orElseThrow();

    assertThat(restored.snapshot()).hasValue("0ff74383");
    assertThat(restored.snapshotTime()).hasValue(Instant.parse("2026-02-03T04:00:00Z"));
    assertThat(restored.time()).hasValue(Reports.AT);
    assertThat(restored.filesRestored()).hasValue(6L);
    assertThat(restored.bytesRestored()).hasValue(100L);
  }

  @Test
  void aRestoreThatFoundNothingLeavesNoFormerOneStanding() {
    DestinationStatus before = RESTORE.restored(PLAN, Optional.empty());
    Reports nothing = Reports.of().and("restore", Outcome.WARNING).section("{empty: true}");

    assertThat(nothing.restored(PLAN, Optional.of(before)).lastRestored()).isEmpty();
  }

  @Test
  void aFailedRestoreChangesNothing() {
    DestinationStatus before = RESTORE.restored(PLAN, Optional.empty());
    Reports failed = Reports.of().and("restore", Outcome.FAILED).section("{snapshot: 1234}");

    assertThat(failed.restored(PLAN, Optional.of(before))).isEqualTo(before);
    assertThat(failed.restored(PLAN, Optional.empty()).lastRestored()).isEmpty();
  }
}
