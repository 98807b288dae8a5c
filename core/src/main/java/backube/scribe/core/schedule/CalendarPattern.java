package backube.scribe.core.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The minutes of a calendar without time zones that an expression matches. The five sets hold the
 * value v as bit v; Sunday is bit 0. None is empty.
 *
 * @param bothDays whether a day must match by its date and by its weekday; else either is enough
 */
record CalendarPattern(
    long minutes, long hours, long daysOfMonth, long months, long daysOfWeek, boolean bothDays) {

  /** A bit at the start of each of the six weeks that a month can touch: a factor for a week. */
  private static final long SIX_WEEKS = 0x810204081L;

  /** Whether any day matches, of any year. */
  boolean everMatches() {
    for (Month month : Month.values()) {
      for (DayOfWeek first : DayOfWeek.values()) {
        if (contains(months, month.getValue()) && days(month.maxLength(), first) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** The first match at or after {@code from}. Returns only if {@link #everMatches()}. */
  LocalDateTime firstFrom(LocalDateTime from) {
    LocalDateTime minute = from.truncatedTo(ChronoUnit.MINUTES);
    if (minute.isBefore(from)) {
      minute = minute.plusMinutes(1);
    }
    LocalDate day = firstDayFrom(minute.toLocalDate());
    if (!day.equals(minute.toLocalDate())) {
      return day.atTime(firstTime());
    }
    int hour = minute.getHour();
    int laterMinute = next(minutes, minute.getMinute());
    if (contains(hours, hour) && laterMinute < Long.SIZE) {
      return day.atTime(hour, laterMinute);
    }
    int laterHour = next(hours, hour + 1);
    if (laterHour < Long.SIZE) {
      return day.atTime(laterHour, next(minutes, 0));
    }
    return firstDayFrom(day.plusDays(1)).atTime(firstTime());
  }

  private LocalTime firstTime() {
    return LocalTime.of(next(hours, 0), next(minutes, 0));
  }

  private LocalDate firstDayFrom(LocalDate from) {
    YearMonth month = YearMonth.from(from);
    int earliest = from.getDayOfMonth();
    while (true) {
      if (contains(months, month.getMonthValue())) {
        int day = next(days(month.lengthOfMonth(), month.atDay(1).getDayOfWeek()), earliest);
        if (day < Long.SIZE) {
          return month.atDay(day);
        }
      }
      month = month.plusMonths(1);
      earliest = 1;
    }
  }

  /** The matching days of a month, by its length and the weekday of its first day. */
  private long days(int length, DayOfWeek first) {
    int skipped = first.getValue() % 7; // Sunday is 7 in java.time and 0 in cron
    long byWeekday = ((daysOfWeek * SIX_WEEKS) >>> skipped) << 1;
    long wanted = bothDays ? daysOfMonth & byWeekday : daysOfMonth | byWeekday;
    return wanted & ((1L << (length + 1)) - 2);
  }

  private static boolean contains(long set, int value) {
    return ((set >>> value) & 1) != 0;
  }

  /** The smallest member that is {@code atLeast} so large (below 64), or 64. */
  private static int next(long set, int atLeast) {
    return Long.numberOfTrailingZeros(set & (-1L << atLeast));
  }
}
