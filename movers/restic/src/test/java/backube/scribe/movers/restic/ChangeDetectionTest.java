package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How unchanged files are told, and when all are read none the less. */
class ChangeDetectionTest {
  @ParameterizedTest(name = "{0} with a direct volume ({1}): {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                     | false | SizeAndTime
          {}                                     | true  | Strict
          {changeDetection: {}}                  | false | SizeAndTime
          {changeDetection: {mode: Auto}}        | false | SizeAndTime
          {changeDetection: {mode: Auto}}        | true  | Strict
          {changeDetection: {mode: Strict}}      | false | Strict
          {changeDetection: {mode: SizeAndTime}} | true  | SizeAndTime
          """)
  void followsTheVolumeUnlessSaid(String fields, boolean direct, String mode) {
    Case given = Case.source(fields);
    Plan plan = (direct ? given.onTheVolumeItself() : given).plan();

    assertThat(plan.env().get("CHANGE_DETECTION").value()).isEqualTo(mode);
  }

  @ParameterizedTest(name = "{0}, status {1}, start {2}: full read {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                         | {}                                   | 2026-01-30T00:00:00Z | false
          {}                                         | {}                                   | 2026-01-31T00:00:00Z | true
          {}                                         | {lastFullRead: 2026-01-15T00:00:00Z} | 2026-02-13T22:29:59Z | false
          {}                                         | {lastFullRead: 2026-01-15T00:00:00Z} | 2026-02-13T22:30:00Z | true
          {changeDetection: {fullReadIntervalDays: 7}} | {lastFullRead: 2026-01-15T00:00:00Z} | 2026-01-22T00:00:00Z | true
          {changeDetection: {fullReadIntervalDays: 0}} | {}                                 | 2036-01-01T00:00:00Z | false
          {changeDetection: {mode: Strict}}          | {}                                   | 2036-01-01T00:00:00Z | false
          """)
  void everySoManyDaysOneBackupReadsEverything(
      String fields, String status, String start, boolean full) {
    assertThat(Case.source(fields, status).startingAt(start).plan().env().containsKey("FULL_READ"))
        .isEqualTo(full);
  }

  @Test
  void aFullReadIsRememberedOnceTheSnapshotIsThere() {
    Plan plan = Case.source("{}").startingAt("2026-03-01T00:00:00Z").plan();

    assertThat(
            Reports.of("backup")
                .section("{snapshot: 0ff74383, parent: aa}")
                .figure("filesUnmodified", 5)
                .after(plan, Optional.empty())
                .lastFullRead())
        .hasValue(Case.START);
    assertThat(
            Reports.of("backup")
                .section("{empty: true}")
                .after(plan, Optional.empty())
                .lastFullRead())
        .isEmpty();
  }

  @Test
  void aBackupThatTookNoFileForUnchangedCountsAsAFullRead() {
    Plan plan = Case.source("{}").plan();
    Reports first = Reports.of("backup").section("{snapshot: 0ff74383}");

    assertThat(first.figure("filesUnmodified", 0).after(plan, Optional.empty()).lastFullRead())
        .hasValue(Case.START);
    assertThat(first.figure("filesUnmodified", 1).after(plan, Optional.empty()).lastFullRead())
        .isEmpty();
    assertThat(first.after(plan, Optional.empty()).lastFullRead()).isEmpty();
  }
}
