package backube.scribe.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Slots by hand and by robfig/cron; local times are those of the zone. */
class ScheduleTest {

  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # what each kind of item means
          * * * * *         | 2024-01-01T00:00 | 2024-01-01T00:01, 2024-01-01T00:02
          ? ? ? ? ?         | 2024-01-01T00:00 | 2024-01-01T00:01, 2024-01-01T00:02
          */15 * * * *      | 2024-01-01T00:40 | 2024-01-01T00:45, 2024-01-01T01:00
          50/4 * * * *      | 2024-01-01T00:00 | 2024-01-01T00:50, 2024-01-01T00:54, 2024-01-01T00:58, 2024-01-01T01:50
          0-10/5 9-10 * * * | 2024-01-01T09:05 | 2024-01-01T09:10, 2024-01-01T10:00
          5,,3, 4 * * *     | 2024-01-01T00:00 | 2024-01-01T04:03, 2024-01-01T04:05
          0 *-5 * * *       | 2024-01-01T05:00 | 2024-01-01T06:00
          0007 0004 * * *   | 2024-01-01T00:00 | 2024-01-01T04:07
          0 0 1 jan,JUL *   | 2024-01-01T00:00 | 2024-07-01T00:00, 2025-01-01T00:00
          0 0 1 Nov/1 *     | 2024-01-01T00:00 | 2024-11-01T00:00, 2024-12-01T00:00, 2025-11-01T00:00
          # strictly after, across hours, months and years
          0 4 * * *         | 2024-01-01T03:59 | 2024-01-01T04:00
          0 4 * * *         | 2024-01-01T04:00 | 2024-01-02T04:00
          59 23 31 12 *     | 2024-01-01T00:00 | 2024-12-31T23:59, 2025-12-31T23:59
          0 0 31 * *        | 2024-01-31T00:00 | 2024-03-31T00:00, 2024-05-31T00:00
          # weekdays: 2024-01-01 is a Monday
          0 0 * * 0         | 2024-01-01T00:00 | 2024-01-07T00:00, 2024-01-14T00:00
          0 0 * * 7         | 2024-01-01T00:00 | 2024-01-07T00:00, 2024-01-14T00:00
          0 0 * * Sun       | 2024-01-01T00:00 | 2024-01-07T00:00
          0 0 * * 6-7       | 2024-01-01T00:00 | 2024-01-06T00:00, 2024-01-07T00:00, 2024-01-13T00:00
          0 0 * * 5-7/2     | 2024-01-01T00:00 | 2024-01-05T00:00, 2024-01-07T00:00, 2024-01-12T00:00
          0 0 * * 7/2       | 2024-01-01T00:00 | 2024-01-07T00:00, 2024-01-14T00:00
          0 0 * * mon-WED   | 2024-01-01T00:00 | 2024-01-02T00:00, 2024-01-03T00:00, 2024-01-08T00:00
          0 0 * * 1/2       | 2024-01-01T00:00 | 2024-01-03T00:00, 2024-01-05T00:00, 2024-01-08T00:00
          0 0 * * */2       | 2024-01-01T00:00 | 2024-01-02T00:00, 2024-01-04T00:00, 2024-01-06T00:00, 2024-01-07T00:00
          # a star leaves the choice to the other day field, however it is written
          0 0 * * 1         | 2024-01-01T00:00 | 2024-01-08T00:00
          0 0 ? * 1         | 2024-01-01T00:00 | 2024-01-08T00:00
          0 0 */1 * 1       | 2024-01-01T00:00 | 2024-01-08T00:00
          0 0 5,* * 1       | 2024-01-01T00:00 | 2024-01-08T00:00
          0 0 5 * *         | 2024-01-01T00:00 | 2024-01-05T00:00, 2024-02-05T00:00
          0 0 5 * */1       | 2024-01-01T00:00 | 2024-01-05T00:00, 2024-02-05T00:00
          # else either is enough, and a step or a full range is no star
          0 0 13 * 5        | 2024-01-01T00:00 | 2024-01-05T00:00, 2024-01-12T00:00, 2024-01-13T00:00, 2024-01-19T00:00
          0 0 */2 * 1       | 2024-01-06T00:00 | 2024-01-07T00:00, 2024-01-08T00:00, 2024-01-09T00:00
          0 0 1 * */2       | 2024-01-01T00:00 | 2024-01-02T00:00
          0 0 1-31 * 1      | 2024-01-02T00:00 | 2024-01-03T00:00
          0 0 31 2 1        | 2024-01-01T00:00 | 2024-02-05T00:00, 2024-02-12T00:00
          # February 29; 2100 is no leap year
          0 0 29 2 *        | 2024-01-01T00:00 | 2024-02-29T00:00, 2028-02-29T00:00
          0 0 29 2 *        | 2096-02-29T00:00 | 2104-02-29T00:00
          0 0 30 2,4 *      | 2024-01-01T00:00 | 2024-04-30T00:00, 2025-04-30T00:00
          # nicknames
          @hourly           | 2024-01-01T00:00 | 2024-01-01T01:00, 2024-01-01T02:00
          @daily            | 2024-01-01T00:00 | 2024-01-02T00:00, 2024-01-03T00:00
          @midnight         | 2024-01-01T00:00 | 2024-01-02T00:00, 2024-01-03T00:00
          @weekly           | 2024-01-01T00:00 | 2024-01-07T00:00, 2024-01-14T00:00
          @monthly          | 2024-01-01T00:00 | 2024-02-01T00:00, 2024-03-01T00:00
          @yearly           | 2024-01-01T00:00 | 2025-01-01T00:00, 2026-01-01T00:00
          @annually         | 2024-01-01T00:00 | 2025-01-01T00:00, 2026-01-01T00:00
          """)
  void firesInUtcWhereNoZoneIsNamed(String expression, String after, String expected) {
    Instant start = Instant.parse(after + ":00Z");
    String inUtc = expected.replaceAll(":\\d\\d(?=,|$)", "$0Z");

    assertThat(slots(expression, Optional.empty(), start, inUtc)).isEqualTo(instants(inUtc));
  }

  @ParameterizedTest(name = "{0} in {1} after {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Berlin: 02:00 to 03:00 is skipped on March 31 and repeated on October 27
          30 2 * * *   | Europe/Berlin       | 2024-03-30T12:00+01:00 | 2024-04-01T02:30+02:00
          */30 2 * * * | Europe/Berlin       | 2024-03-30T12:00+01:00 | 2024-04-01T02:00+02:00
          */30 * * * * | Europe/Berlin       | 2024-03-31T01:30+01:00 | 2024-03-31T03:00+02:00, 2024-03-31T03:30+02:00
          0 3 * * *    | Europe/Berlin       | 2024-03-31T01:59+01:00 | 2024-03-31T03:00+02:00
          30 2 * * *   | Europe/Berlin       | 2024-10-27T01:00+02:00 | 2024-10-27T02:30+02:00, 2024-10-27T02:30+01:00, 2024-10-28T02:30+01:00
          */30 * * * * | Europe/Berlin       | 2024-10-27T02:00+02:00 | 2024-10-27T02:30+02:00, 2024-10-27T02:00+01:00, 2024-10-27T02:30+01:00, 2024-10-27T03:00+01:00
          0 4 * * *    | Europe/Berlin       | 2024-10-26T12:00+02:00 | 2024-10-27T04:00+01:00
          # New York: March 10 and November 3
          30 2 * * *   | America/New_York    | 2024-03-09T12:00-05:00 | 2024-03-11T02:30-04:00
          30 1 * * *   | America/New_York    | 2024-11-03T00:00-04:00 | 2024-11-03T01:30-04:00, 2024-11-03T01:30-05:00, 2024-11-04T01:30-05:00
          0 0 10 3 *   | America/New_York    | 2024-01-01T00:00-05:00 | 2024-03-10T00:00-05:00
          # Lord Howe: half an hour; 01:30 to 02:00 repeated on April 7, 02:00 to 02:30 skipped on October 6
          45 1 * * *   | Australia/Lord_Howe | 2024-04-07T00:00+11:00 | 2024-04-07T01:45+11:00, 2024-04-07T01:45+10:30, 2024-04-08T01:45+10:30
          15 1 * * *   | Australia/Lord_Howe | 2024-04-07T00:00+11:00 | 2024-04-07T01:15+11:00, 2024-04-08T01:15+10:30
          15 2 * * *   | Australia/Lord_Howe | 2024-10-05T12:00+10:30 | 2024-10-07T02:15+11:00
          45 2 * * *   | Australia/Lord_Howe | 2024-10-05T12:00+10:30 | 2024-10-06T02:45+11:00
          0 5 * * *    | Australia/Lord_Howe | 2024-10-05T12:00+10:30 | 2024-10-06T05:00+11:00
          # Sao Paulo until 2019: midnight to 01:00 skipped on November 4, 23:00 repeated on February 17
          0 0 * * *    | America/Sao_Paulo   | 2018-11-03T12:00-03:00 | 2018-11-05T00:00-02:00
          0 1 * * *    | America/Sao_Paulo   | 2018-11-03T12:00-03:00 | 2018-11-04T01:00-02:00
          30 23 * * *  | America/Sao_Paulo   | 2018-02-17T12:00-02:00 | 2018-02-17T23:30-02:00, 2018-02-17T23:30-03:00, 2018-02-18T23:30-03:00
          # Beirut: midnight to 01:00 skipped on March 31, the rest of that day is as good as any
          0 0 * * *    | Asia/Beirut         | 2024-03-30T12:00+02:00 | 2024-04-01T00:00+03:00
          0 5 * * *    | Asia/Beirut         | 2024-03-30T12:00+02:00 | 2024-03-31T05:00+03:00
          0 20 31 * *  | Asia/Beirut         | 2024-03-30T12:00+02:00 | 2024-03-31T20:00+03:00
          0 0 * * *    | Asia/Beirut         | 2024-10-26T12:00+03:00 | 2024-10-27T00:00+02:00
          # Samoa had no December 30 in 2011
          0 12 30 12 * | Pacific/Apia        | 2010-12-31T00:00-10:00 | 2012-12-30T12:00+14:00
          0 12 * * *   | Pacific/Apia        | 2011-12-29T12:00-10:00 | 2011-12-31T12:00+14:00
          # no clock changes, odd offset; Monrovia's clocks were 44 minutes and 30 seconds late
          0 6 * * *    | Asia/Kathmandu      | 2024-03-30T12:00+05:45 | 2024-03-31T06:00+05:45
          0 6 * * *    | Africa/Monrovia     | 1971-01-01T12:00-00:44:30 | 1971-01-02T06:00-00:44:30
          # names that Java leaves out
          0 6 * * *    | EST                 | 2024-07-01T00:00-05:00 | 2024-07-01T06:00-05:00
          0 6 * * *    | MST                 | 2024-07-01T00:00-07:00 | 2024-07-01T06:00-07:00
          0 6 * * *    | HST                 | 2024-07-01T00:00-10:00 | 2024-07-01T06:00-10:00
          0 6 * * *    | ROC                 | 2024-07-01T00:00+08:00 | 2024-07-01T06:00+08:00
          """)
  void skipsLocalTimesThatClocksSkipAndFiresTwiceWhereTheyRepeat(
      String expression, String zone, String after, String expected) {
    Instant start = instants(after).get(0);

    assertThat(slots(expression, Optional.of(zone), start, expected)).isEqualTo(instants(expected));
    assertThat(slots("CRON_TZ=" + zone + " " + expression, Optional.empty(), start, expected))
        .isEqualTo(instants(expected));
  }

  @ParameterizedTest
  @MethodSource("robfigAnswers")
  void answersAsRobfigCronDoes(String expression, String zone, List<Instant> times) {
    Schedule schedule = Schedule.parse("TZ=" + zone + " " + expression, Optional.empty());

    for (int i = 1; i < times.size(); i++) {
      assertThat(schedule.next(times.get(i - 1))).isEqualTo(times.get(i));
    }
  }

  static Stream<Arguments> robfigAnswers() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ScheduleTest.class.getResourceAsStream("robfig-v3.0.1.tsv")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .map(
              row ->
                  Arguments.of(
                      row.get(0),
                      row.get(1),
                      row.subList(2, row.size()).stream().map(Instant::parse).toList()))
          .toList()
          .stream();
    }
  }

  @Test
  void ignoresFractionsOfASecond() {
    Schedule schedule = Schedule.parse("0 4 * * *", Optional.empty());

    assertThat(schedule.next(Instant.parse("2024-01-01T03:59:59.999999999Z")))
        .isEqualTo("2024-01-01T04:00:00Z");
    assertThat(schedule.next(Instant.parse("2024-01-01T04:00:00.000000001Z")))
        .isEqualTo("2024-01-02T04:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "'  0   4 \t*  * *\n'",
        "' TZ=UTC   0 4 * * * '",
        "'TZ=UTC\t0 4 * * *'",
        "'0\u00a04 * * *'",
      })
  void toleratesAnyBlanks(String expression) {
    assertThat(Schedule.parse(expression, Optional.empty()).next(Instant.EPOCH))
        .isEqualTo("1970-01-01T04:00:00Z");
  }

  @Test
  void takesTheSameZoneFromPrefixAndBeside() {
    Schedule schedule = Schedule.parse("TZ=Asia/Tokyo @daily", Optional.of("Asia/Tokyo"));

    assertThat(schedule.next(Instant.EPOCH)).isEqualTo("1970-01-01T15:00:00Z");
  }

  @Test
  void printsTheExpressionAsWritten() {
    assertThat(Schedule.parse(" TZ=UTC  @daily", Optional.empty())).hasToString(" TZ=UTC  @daily");
  }

  /**
   * A zone that skipped the same date each year could swallow a schedule for ever. Clocks change on
   * weekdays, so that no rule does.
   */
  @Test
  void noZoneChangesItsClocksOnTheSameDateEachYear() {
    for (String zone : ZoneId.getAvailableZoneIds()) {
      assertThat(ZoneId.of(zone).getRules().getTransitionRules())
          .as(zone)
          .allSatisfy(rule -> assertThat(rule.getDayOfWeek()).isNotNull());
    }
  }

  private static List<Instant> slots(
      String expression, Optional<String> zone, Instant after, String expected) {
    Schedule schedule = Schedule.parse(expression, zone);
    List<Instant> slots = new ArrayList<>();
    Instant last = after;
    for (int i = 0; i < expected.split(",", -1).length; i++) {
      last = schedule.next(last);
      slots.add(last);
    }
    return slots;
  }

  private static List<Instant> instants(String times) {
    return Stream.of(times.split(", ", -1))
        .map(time -> OffsetDateTime.parse(time).toInstant())
        .toList();
  }
}
