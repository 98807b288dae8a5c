package backube.scribe.movers.rclone;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Report;
import backube.scribe.api.mover.Report.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From the report of a sync to the status. */
class StatusTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");
  private static final Map<String, Double> FIGURES =
      Map.of("filesTotal", 9.0, "filesTransferred", 2.0, "bytesTransferred", 30.0);

  @Test
  void aCopyTellsWhatItCopied() {
    SourceStatus.Copied copied =
        source(report(Outcome.WARNING, Map.of("generation", "run", "failedCount", 3)), null)
            .lastCopied()
            .orElseThrow();

    assertThat(copied.time()).hasValue(AT);
    assertThat(copied.generation()).hasValue("run");
    assertThat(copied.filesTotal()).hasValue(9L);
    assertThat(copied.filesTransferred()).hasValue(2L);
    assertThat(copied.filesDeleted()).isEmpty();
    assertThat(copied.failedCount()).hasValue(3L);
  }

  @Test
  void aFailedCopyChangesNothing() {
    SourceStatus before = source(report(Outcome.SUCCEEDED, Map.of("generation", "run")), null);

    assertThat(source(report(Outcome.FAILED, Map.of("generation", "x")), before)).isEqualTo(before);
    assertThat(source(report(Outcome.FAILED, Map.of()), null).lastCopied()).isEmpty();
  }

  @Test
  void aRestoreThatFoundNothingLeavesNoFormerOneStanding() {
    DestinationStatus before = destination(report(Outcome.SUCCEEDED, Map.of()), null);

    assertThat(before.lastRestored().orElseThrow().bytesTransferred()).hasValue(30L);
    assertThat(destination(report(Outcome.FAILED, Map.of()), before)).isEqualTo(before);
    assertThat(destination(report(Outcome.WARNING, Map.of("empty", true)), before).lastRestored())
        .isEmpty();
  }

  private static SourceStatus source(Report report, @Nullable SourceStatus previous) {
    return Source.SIDE
        .status(new Progress<>(Map.of(), Case.START, AT, report, Optional.ofNullable(previous)))
        .orElseThrow();
  }

  private static DestinationStatus destination(
      Report report, @Nullable DestinationStatus previous) {
    return Destination.SIDE
        .status(new Progress<>(Map.of(), Case.START, AT, report, Optional.ofNullable(previous)))
        .orElseThrow();
  }

  private static Report report(Outcome outcome, Map<String, Object> section) {
    return new Report(
        1,
        "run",
        outcome,
        outcome == Outcome.FAILED ? FailureClass.UNKNOWN : null,
        "",
        AT,
        List.of(new Report.StepResult("sync", outcome, 1, "")),
        FIGURES,
        section,
        List.of());
  }
}
