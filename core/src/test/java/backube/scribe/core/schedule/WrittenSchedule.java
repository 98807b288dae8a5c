package backube.scribe.core.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A random schedule as a user may write it, and its meaning in the plainest words. */
record WrittenSchedule(
    WrittenField minute,
    WrittenField hour,
    WrittenField dayOfMonth,
    WrittenField month,
    WrittenField dayOfWeek) {

  static Arbitrary<WrittenSchedule> any() {
    return Combinators.combine(
            WrittenField.of(0, 59, List.of()),
            WrittenField.of(0, 23, List.of()),
            WrittenField.of(1, 31, List.of()),
            WrittenField.of(1, 12, List.of("jan", "feb", "MAR", "apr", "May", "jun", "Jul")),
            WrittenField.of(0, 6, List.of("sun", "mon", "TUE", "wed", "Thu", "fri", "SAT")))
        .as(WrittenSchedule::new);
  }

  String text() {
    return String.join(
        " ", minute.text(), hour.text(), dayOfMonth.text(), month.text(), dayOfWeek.text());
  }

  boolean matches(LocalDateTime time) {
    return time.getSecond() == 0
        && minute.values().contains(time.getMinute())
        && hour.values().contains(time.getHour())
        && matches(time.toLocalDate());
  }

  boolean matches(LocalDate day) {
    boolean byDate = dayOfMonth.values().contains(day.getDayOfMonth());
    boolean byWeekday = dayOfWeek.values().contains(day.getDayOfWeek().getValue() % 7);
    boolean both = dayOfMonth.star() || dayOfWeek.star();
    return month.values().contains(day.getMonthValue())
        && (both ? byDate && byWeekday : byDate || byWeekday);
  }

  /**
   * Whether a day of a leap year matches, which is enough: a weekday that counts comes each month.
   */
  boolean everFires() {
    LocalDate first = LocalDate.of(2024, 1, 1);
    return first.datesUntil(first.plusYears(1)).anyMatch(this::matches);
  }
}
