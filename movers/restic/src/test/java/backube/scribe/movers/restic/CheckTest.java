package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Setting;
import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run checks the repository, and which part of the data it reads. */
class CheckTest {
  @ParameterizedTest(name = "{0}, status {1}, start {2}: check {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                         | {}                                                      | 2026-12-01T00:00:00Z | false
          {check: {}}                | {}                                                      | 2026-01-07T22:29:59Z | false
          {check: {}}                | {}                                                      | 2026-01-07T22:30:00Z | true
          {check: {intervalDays: 0}} | {check: {lastTime: 2026-01-08T00:00:00Z, result: Passed}} | 2026-01-08T00:00:00Z | true
          {check: {intervalDays: 3}} | {check: {lastTime: 2026-01-08T00:00:00Z, result: Passed}} | 2026-01-10T00:00:00Z | false
          {check: {intervalDays: 3}} | {check: {lastTime: 2026-01-08T00:00:00Z, result: Passed}} | 2026-01-11T00:00:00Z | true
          {check: {intervalDays: 3}} | {check: {lastTime: 2026-01-08T00:00:00Z, result: Failed}} | 2026-01-08T01:00:00Z | true
          """)
  void isDueOneIntervalAfterTheLastOneAndUntilOnePasses(
      String fields, String status, String start, boolean due) {
    Plan plan = Case.source(fields, status).startingAt(start).plan();

    assertThat(plan.steps().stream().anyMatch(step -> step.name().equals("check"))).isEqualTo(due);
  }

  @ParameterizedTest(name = "after {1}, {0} reads {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10%  | {}                                                                              | 1/10
          100% | {}                                                                              | 1/1
          99%  | {}                                                                              | 1/2
          33%  | {}                                                                              | 1/4
          2.5% | {}                                                                              | 1/40
          0.4% | {}                                                                              | 1/250
          10%  | {lastTime: 2026-01-01T00:00:00Z, result: Passed, subset: 3/10, nextPart: 4}     | 4/10
          10%  | {lastTime: 2026-01-01T00:00:00Z, result: Passed, subset: 10/10, nextPart: 1}    | 1/10
          10%  | {lastTime: 2026-01-01T00:00:00Z, result: Failed, subset: 3/10, nextPart: 3}     | 3/10
          20%  | {lastTime: 2026-01-01T00:00:00Z, result: Passed, subset: 3/10, nextPart: 4}     | 1/5
          10%  | {lastTime: 2026-01-01T00:00:00Z, result: Passed, subset: 3/10, nextPart: 11}    | 1/10
          10%  | {lastTime: 2026-01-01T00:00:00Z, result: Passed, subset: nonsense, nextPart: 2} | 1/10
          10%  | {lastTime: 2026-01-01T00:00:00Z, result: Passed}                                | 1/10
          """)
  void readsThePartWhoseTurnItIs(String share, String check, String part) {
    String status = check.equals("{}") ? "{}" : "{check: " + check + "}";
    Plan plan =
        Case.source("{check: {intervalDays: 0, readDataSubset: \"" + share + "\"}}", status).plan();

    assertThat(plan.env().get("CHECK_SUBSET").value()).isEqualTo(part);
  }

  @Test
  void readsNoDataUnlessAsked() {
    assertThat(Case.source("{check: {intervalDays: 0}}").plan().env())
        .doesNotContainKey("CHECK_SUBSET");
  }

  @Property(tries = 100)
  void consecutiveChecksReadEveryPartOnce(@ForAll @IntRange(min = 4, max = 1000) int tenths)
      throws JsonProcessingException {
    String share = tenths % 10 == 0 ? tenths / 10 + "%" : tenths / 10 + "." + tenths % 10 + "%";
    String fields = "{check: {intervalDays: 0, readDataSubset: \"" + share + "\"}}";
    int parts = Part.parts(share);
    SourceStatus status = SourceStatus.about(Optional.empty(), "backups");
    List<String> read = new ArrayList<>();
    for (int check = 0; check < parts; check++) {
      Plan plan = Case.source(fields, Json.strict().writeValueAsString(status)).plan();
      Setting subset = plan.env().get("CHECK_SUBSET");
      read.add(subset.value());
      status = Reports.of("check").section("{check: {result: Passed}}").after(plan, status);
    }

    assertThat(parts).isLessThanOrEqualTo(256);
    assertThat(1000.0 / parts).isLessThanOrEqualTo(tenths);
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, parts).mapToObj(n -> n + "/" + parts).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4%", "1%", "10%", "99.9%", "100%"})
  void takesShares(String share) {
    assertThat(share).matches(Part.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "0.3%", "101%", "10", "1/10", "10.55%", "%", "010%", "-5%"})
  void takesNothingElse(String share) {
    assertThat(share).doesNotMatch(Part.PATTERN);
  }
}
