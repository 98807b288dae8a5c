package backube.scribe.core.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads about a schedule that can't be followed. */
class InvalidScheduleTest {
  private static final String FIVE_FIELDS =
      "write minute, hour, day of month, month and day of week, such as 0 4 * * *";
  private static final String MINUTE =
      "the minute field takes 0-59, * and lists, ranges and steps of them,"
          + " such as 5, 0-29 or */15";
  private static final String HOUR =
      "the hour field takes 0-23, * and lists, ranges and steps of them, such as 4, 9-17 or */6";
  private static final String DAY_OF_MONTH =
      "the day of month field takes 1-31, * and lists, ranges and steps of them,"
          + " such as 1, 10-20 or */2";
  private static final String MONTH =
      "the month field takes 1-12, * and lists, ranges and steps of them,"
          + " such as 6, jan-mar or */3";
  private static final String DAY_OF_WEEK =
      "the day of week field takes 0-7, * and lists, ranges and steps of them,"
          + " such as sun, mon-fri or 6-7 (Sunday is 0 and 7)";
  private static final String NICKNAMES =
      "take one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                    | empty spec string
          "  "                  | empty spec string
          0 0 * *               | expected exactly 5 fields, found 4: [0 0 * *]
          "0 0  * *  * *"       | expected exactly 5 fields, found 6: [0 0 * * * *]
          12345                 | expected exactly 5 fields, found 1: [12345]
          *****                 | expected exactly 5 fields, found 1: [*****]
          junk * * * * *        | expected exactly 5 fields, found 6: [junk * * * * *]
          CRON_TZ=12345         | expected exactly 5 fields, found 0: []
          TZ=UTC                | expected exactly 5 fields, found 0: []
          TZ=UTC TZ=UTC @daily  | expected exactly 5 fields, found 2: [TZ=UTC @daily]
          """)
  void asksForFiveFields(String expression, String found) {
    assertRefused(expression, found + "; " + FIVE_FIELDS);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          60 * * * *    | end of range (60) above maximum (59): 60
          50-60 * * * * | end of range (60) above maximum (59): 50-60
          30-10 * * * * | beginning of range (30) beyond end of range (10): 30-10
          60/2 * * * *  | beginning of range (60) beyond end of range (59): 60/2
          */0 * * * *   | step of range should be a positive number: */0
          1-2-3 * * * * | too many hyphens: 1-2-3
          */2/3 * * * * | too many slashes: */2/3
          , * * * *     | no value in list: ,
          x * * * *     | failed to parse int from x
          jan * * * *   | failed to parse int from jan
          +5 * * * *    | failed to parse int from +5
          1.5 * * * *   | failed to parse int from 1.5
          \u0665 * * * * | failed to parse int from \u0665
          -5 * * * *    | failed to parse int from "" in -5
          1,2-x * * * * | failed to parse int from x in 2-x
          */-5 * * * *  | failed to parse int from -5 in */-5
          */ * * * *    | failed to parse int from "" in */
          4294967301 * * * * | failed to parse int from 4294967301
          """)
  void namesWhatIsWrongInAMinute(String expression, String found) {
    assertRefused(expression, found + "; " + MINUTE);
  }

  @Test
  void namesTheFieldAndItsBounds() {
    assertRefused("0 24 * * *", "end of range (24) above maximum (23): 24; " + HOUR);
    assertRefused("0 0 0 * *", "beginning of range (0) below minimum (1): 0; " + DAY_OF_MONTH);
    assertRefused("0 0 L * *", "failed to parse int from L; " + DAY_OF_MONTH);
    assertRefused("0 0 * 13 *", "end of range (13) above maximum (12): 13; " + MONTH);
    assertRefused("0 0 * 0 *", "beginning of range (0) below minimum (1): 0; " + MONTH);
    assertRefused("0 0 * january *", "failed to parse int from january; " + MONTH);
    assertRefused("0 0 * * 8", "end of range (8) above maximum (7): 8; " + DAY_OF_WEEK);
    assertRefused(
        "0 0 * * sat-sun",
        "beginning of range (6) beyond end of range (0): sat-sun; " + DAY_OF_WEEK);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"@fortnightly", "@Daily", "@daily junk", "@hourlyfoo", "@"})
  void listsTheNicknames(String expression) {
    assertRefused(expression, "unrecognized descriptor: " + expression + "; " + NICKNAMES);
  }

  @Test
  void refusesIntervalsAndEventsWithWhatToWriteInstead() {
    assertRefused(
        "@every 1h",
        "unrecognized descriptor: @every 1h; write the times instead of the interval,"
            + " such as */15 * * * * or 0 */6 * * *");
    assertRefused(
        "@reboot",
        "unrecognized descriptor: @reboot; a schedule follows the clock alone, " + NICKNAMES);
  }

  @ParameterizedTest
  @CsvSource({"Mars/Olympus", "+02:00", "UTC+2", "Z", "PST", "Local", "../etc/passwd", "''"})
  void knowsOnlyZonesOfTheDatabase(String zone) {
    String message =
        "provided bad location "
            + zone
            + ": unknown time zone;"
            + " take a name of the IANA time zone database, such as Europe/Berlin or UTC";

    assertRefused("CRON_TZ=" + zone + " 0 4 * * *", message);
    assertRefused("0 4 * * *", Optional.of(zone), message);
  }

  @Test
  void suggestsTheZoneThatWasMeant() {
    assertRefused(
        "TZ=europe/berlin @daily",
        "provided bad location europe/berlin: unknown time zone;"
            + " take a name of the IANA time zone database, such as Europe/Berlin");
  }

  @Test
  void refusesTwoDifferentZones() {
    assertRefused(
        "TZ=Europe/Berlin @daily",
        Optional.of("America/New_York"),
        "two time zones: TZ=Europe/Berlin in the schedule, America/New_York as timeZone;"
            + " keep one of them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 31 2 *",
        "0 0 30 2 *",
        "0 0 30-31 feb ?",
        "0 0 31 2,4,6,9,11 *",
        "TZ=Asia/Tokyo 0 0 31 4 */1"
      })
  void refusesAScheduleThatNeverFires(String expression) {
    assertRefused(
        expression,
        "schedule never fires: "
            + expression
            + "; none of its months has such a day,"
            + " choose a day of month that exists in one of them");
  }

  @Test
  void keepsMessagesShortAndPrintable() {
    assertRefused(
        "0,".repeat(257) + " * * * *",
        "schedule has 522 characters; at most 512 are read;"
            + " use ranges and steps for long lists");
    assertRefused("\u001b[2J * * * *", "failed to parse int from \ufffd[2J; " + MINUTE);
    assertRefused(
        "@daily",
        Optional.of("X".repeat(1000)),
        "provided bad location "
            + "X".repeat(64)
            + "...: unknown time zone;"
            + " take a name of the IANA time zone database, such as Europe/Berlin or UTC");
  }

  private static void assertRefused(String expression, String message) {
    assertRefused(expression, Optional.empty(), message);
  }

  private static void assertRefused(String expression, Optional<String> zone, String message) {
    assertThatThrownBy(() -> Schedule.parse(expression, zone))
        .isExactlyInstanceOf(InvalidSchedule.class)
        .hasMessage(message);
  }
}
