package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a run prunes. The source of these tests was created at 2026-01-01T00:00:00Z. */
class PruneTest {
  @ParameterizedTest(name = "{0}, status {1}, start {2}: prune {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                     | {}                                   | 2026-01-01T00:00:00Z | false
          {}                     | {}                                   | 2026-01-07T22:29:59Z | false
          {}                     | {}                                   | 2026-01-07T22:30:00Z | true
          {}                     | {lastPruned: 2026-01-08T00:30:00Z}   | 2026-01-14T22:59:59Z | false
          {}                     | {lastPruned: 2026-01-08T00:30:00Z}   | 2026-01-14T23:00:00Z | true
          {pruneIntervalDays: 1} | {lastPruned: 2026-01-08T00:00:00Z}   | 2026-01-08T22:29:59Z | false
          {pruneIntervalDays: 1} | {lastPruned: 2026-01-08T00:00:00Z}   | 2026-01-08T22:30:00Z | true
          {pruneIntervalDays: 0} | {}                                   | 2026-01-01T00:00:00Z | true
          {pruneIntervalDays: 0} | {lastPruned: 2026-01-08T00:00:00Z}   | 2026-01-08T00:00:00Z | true
          {}                     | {lastPruned: 2026-01-08T00:00:05Z}   | 2026-01-08T00:00:00Z | false
          {}                     | {lastPruned: 2036-01-08T00:00:00Z}   | 2026-01-08T00:00:00Z | true
          {pruneIntervalDays: 2147483647} | {}                          | 2999-01-01T00:00:00Z | false
          {}                     | {repository: former, lastPruned: 2026-01-08T00:00:00Z} | 2026-01-09T00:00:00Z | true
          """)
  void isDueOneIntervalAfterTheStartOfTheLastOneLessSomeSlack(
      String fields, String status, String start, boolean due) {
    assertThat(Case.source(fields, status).startingAt(start).plan().steps())
        .extracting(Step::name)
        .satisfies(steps -> assertThat(steps.contains("prune")).isEqualTo(due));
  }

  @Test
  void hasTheRepositoryForItselfAndNeedsNoCopy() {
    Step prune =
        Case.source("{pruneIntervalDays: 0}", "{lastSnapshot: {id: 0ff74383}}")
            .plan()
            .steps()
            .stream()
            .filter(step -> step.name().equals("prune"))
            .findFirst()
            .orElseThrow();

    assertThat(prune.data()).isFalse();
    assertThat(prune.claims()).extracting(Claim::mode).containsExactly(Claim.Mode.EXCLUSIVE);
  }

  @Test
  void waitsWhileTheLastCheckHasFailed() {
    String failed = "{check: {lastTime: 2026-01-01T00:00:00Z, result: Failed}}";

    assertThat(Case.source("{pruneIntervalDays: 0, check: {}}", failed).plan().steps())
        .extracting(Step::name)
        .containsExactly("backup", "forget", "check");
    assertThat(Case.source("{pruneIntervalDays: 0}", failed).plan().steps())
        .extracting(Step::name)
        .containsExactly("backup", "forget", "prune");
  }
}
