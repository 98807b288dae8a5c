package backube.scribe.core.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * When syncs are due by a cron expression of five fields (minute, hour, day of month, month, day of
 * week) or a nickname such as {@code @daily}, with robfig/cron's meaning.
 *
 * <p>A slot is an instant at which the clocks of the schedule's time zone show a matching minute,
 * second 0. Local times that a clock change skips are therefore no slots, and those that it repeats
 * are two. Immutable, and about a hundred bytes large.
 */
public final class Schedule {
  private final String expression;
  private final CalendarPattern pattern;
  private final ZoneRules zone;

  private Schedule(String expression, CalendarPattern pattern, ZoneRules zone) {
    this.expression = expression;
    this.pattern = pattern;
    this.zone = zone;
  }

  /**
   * Reads an expression as a user wrote it.
   *
   * @param expression five fields or a nickname, optionally after {@code TZ=<zone>} or {@code
   *     CRON_TZ=<zone>}; weekdays are 0 to 7 with Sunday both 0 and 7
   * @param timeZone name in the IANA time zone database, for an expression that names none; UTC
   *     where neither does
   * @throws InvalidSchedule if the expression or a zone can't be read, if two different zones are
   *     given, or if the schedule never fires, such as one for February 30
   */
  public static Schedule parse(String expression, Optional<String> timeZone) {
    CronExpression cron = CronExpression.parse(expression);
    ZoneRules zone = TimeZones.rules(cron.timeZone(), timeZone);
    CalendarPattern pattern = cron.pattern();
    if (!pattern.everMatches()) {
      throw new InvalidSchedule(
          "schedule never fires: " + expression.strip(),
          "none of its months has such a day, choose a day of month that exists in one of them");
    }
    return new Schedule(expression, pattern, zone);
  }

  /**
   * The first slot strictly after {@code after}. There always is one.
   *
   * <p>Between two clock changes a zone runs like a clock without any, so the calendar is searched
   * in one such stretch of time after the other. The search ends, because no zone changes its
   * clocks on the same date of every year.
   */
  public Instant next(Instant after) {
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      ZoneOffset offset = zone.getOffset(from);
      LocalDateTime local = LocalDateTime.ofEpochSecond(from.getEpochSecond(), 0, offset);
      Instant candidate = pattern.firstFrom(local).toInstant(offset);
      ZoneOffsetTransition change = zone.nextTransition(from);
      if (change == null || candidate.isBefore(change.getInstant())) {
        return candidate;
      }
      from = change.getInstant();
    }
  }

  /** The expression as written, without the time zone that was given beside it. */
  @Override
  public String toString() {
    return expression;
  }
}
