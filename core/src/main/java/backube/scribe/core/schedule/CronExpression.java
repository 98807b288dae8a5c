package backube.scribe.core.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression taken apart: the zone that its prefix names, and what its fields match. */
record CronExpression(Optional<String> timeZone, CalendarPattern pattern) {
  /** A list of every minute takes 170 characters, so nothing sensible comes near. */
  private static final int LONGEST = 512;

  private static final String EXAMPLE =
      "write minute, hour, day of month, month and day of week, such as 0 4 * * *";

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final Pattern ZONE_PREFIX = Pattern.compile("(?:CRON_)?TZ=([^ ]*) ?(.*)");
  private static final Pattern BLANKS = Pattern.compile("(?U)\\s+");

  static CronExpression parse(String expression) {
    if (expression.length() > LONGEST) {
      throw new InvalidSchedule(
          "schedule has %d characters".formatted(expression.length()),
          "at most %d are read; use ranges and steps for long lists".formatted(LONGEST));
    }
    String fields = BLANKS.matcher(expression).replaceAll(" ").strip();
    if (fields.isEmpty()) {
      throw new InvalidSchedule("empty spec string", EXAMPLE);
    }
    Optional<String> timeZone = Optional.empty();
    Matcher prefixed = ZONE_PREFIX.matcher(fields);
    if (prefixed.matches()) {
      timeZone = Optional.of(prefixed.group(1));
      fields = prefixed.group(2);
    }
    return new CronExpression(
        timeZone, pattern(fields.startsWith("@") ? spellOut(fields) : fields));
  }

  private static CalendarPattern pattern(String expression) {
    List<String> fields = expression.isEmpty() ? List.of() : List.of(expression.split(" ", -1));
    if (fields.size() != 5) {
      throw new InvalidSchedule(
          "expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.size(), String.join(" ", fields)),
          EXAMPLE);
    }
    long minutes = CronField.MINUTE.parse(fields.get(0));
    long hours = CronField.HOUR.parse(fields.get(1));
    long daysOfMonth = CronField.DAY_OF_MONTH.parse(fields.get(2));
    long months = CronField.MONTH.parse(fields.get(3));
    long daysOfWeek = CronField.DAY_OF_WEEK.parse(fields.get(4));
    return new CalendarPattern(
        minutes & ~CronField.OPEN,
        hours & ~CronField.OPEN,
        daysOfMonth & ~CronField.OPEN,
        months & ~CronField.OPEN,
        daysOfWeek & ~CronField.OPEN,
        ((daysOfMonth | daysOfWeek) & CronField.OPEN) != 0);
  }

  private static String spellOut(String nickname) {
    String fields = NICKNAMES.get(nickname);
    if (fields != null) {
      return fields;
    }
    String right = "take one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually";
    if (nickname.startsWith("@every")) {
      right = "write the times instead of the interval, such as */15 * * * * or 0 */6 * * *";
    } else if (nickname.equals("@reboot")) {
      right = "a schedule follows the clock alone, " + right;
    }
    throw new InvalidSchedule("unrecognized descriptor: " + nickname, right);
  }
}
