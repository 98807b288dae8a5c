package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Requirements.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From {@code retain} to the options of {@code restic forget}. */
class RetentionTest {
  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                          | --keep-last 1
          {retain: {}}                                | --keep-last 1
          {retain: {last: 3}}                         | --keep-last 3
          {retain: {last: "3"}}                       | --keep-last 3
          {retain: {last: "007"}}                     | --keep-last 7
          {retain: {last: unlimited}}                 | --keep-last unlimited
          {retain: {hourly: 24}}                      | --keep-hourly 24
          {retain: {daily: 7, hourly: 0}}             | --keep-daily 7
          {retain: {last: "0", weekly: 5}}            | --keep-weekly 5
          {retain: {yearly: 2, monthly: 12}}          | --keep-monthly 12 --keep-yearly 2
          {retain: {last: 1, within: 2d, hourly: 1}}  | --keep-hourly 1 --keep-within 2d --keep-last 1
          {retain: {within: 3w15h}}                   | --keep-within 21d15h
          {retain: {within: 1w2d}}                    | --keep-within 9d
          {retain: {within: 5h1y}}                    | --keep-within 1y5h
          {retain: {within: 2y5m7d3h}}                | --keep-within 2y5m7d3h
          {retain: {within: 0d, last: 2}}             | --keep-last 2
          {retain: {within: 007d}}                    | --keep-within 7d
          """)
  void becomesOptions(String fields, String options) {
    Case given = Case.source(fields);

    assertThat(given.requirements().problems()).isEmpty();
    assertThat(given.plan().env().get("FORGET_OPTIONS").value()).isEqualTo(options);
  }

  @ParameterizedTest(name = "{0} is refused at {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {retain: {last: three}}              | retain.last   | "three" is neither a whole number
          {retain: {last: -1}}                 | retain.last   | "-1" is neither a whole number
          {retain: {last: ""}}                 | retain.last   | "" is neither a whole number
          {retain: {last: "1 --prune"}}        | retain.last   | "1 --prune" is neither a whole number
          {retain: {within: "1d --prune"}}     | retain.within | "1d --prune" must be numbers, each followed by
          {retain: {within: 3d4d}}             | retain.within | each letter once
          {retain: {within: 5}}                | retain.within | "5" must be
          {retain: {within: "1d\\n"}}          | retain.within | must be numbers
          {retain: {within: -1d}}              | retain.within | "-1d" must be
          {retain: {hourly: 0}}                | retain        | set one to at least 1
          {retain: {last: 0, within: 0h}}      | retain        | set one to at least 1
          """)
  void isRefusedWithWhatWouldBeRight(String fields, String path, String message) {
    assertThat(
            Case.source(fields.replace("within: 5}", "within: \"5\"}")).requirements().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo(path))
        .extracting(Problem::message)
        .asString()
        .contains(message);
  }

  @Test
  void severalMistakesAreToldAtOnce() {
    assertThat(Case.source("{retain: {last: x, within: y}}").requirements().problems())
        .extracting(Problem::path)
        .containsExactly("retain.last", "retain.within");
  }

  @Property(tries = 200)
  void anAmountOfWeeksIsSevenTimesAsManyDays(@ForAll @IntRange(min = 1, max = 9999) int weeks) {
    assertThat(Within.parse(weeks + "w")).isEqualTo(Within.parse(7 * weeks + "d"));
  }
}
