package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of many runs do what is done every so many days. */
class IntervalTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T03:00:00Z");

  @Test
  void everyRunOfADailyScheduleHasItsTurnThoughOneStartsLate() {
    List<Instant> starts =
        IntStream.range(0, 20)
            .mapToObj(day -> FIRST.plus(Duration.ofDays(day).plusMinutes(day % 3 * 40L)))
            .toList();

    assertThat(turns(1, starts)).hasSize(20);
  }

  @Test
  void everyRunOfADailyScheduleHasItsTurnWhenSummerTimeBeginsAndEnds() {
    ZonedDateTime night = ZonedDateTime.of(2026, 3, 1, 4, 0, 0, 0, ZoneId.of("Europe/Berlin"));
    List<Instant> starts =
        IntStream.range(0, 300).mapToObj(day -> night.plusDays(day).toInstant()).toList();

    assertThat(turns(1, starts)).hasSize(300);
  }

  @Test
  void everySeventhRunOfADailyScheduleHasAWeeklyTurn() {
    List<Instant> starts =
        IntStream.range(0, 70).mapToObj(day -> FIRST.plus(Duration.ofDays(day))).toList();

    assertThat(turns(7, starts))
        .isEqualTo(IntStream.range(0, 10).mapToObj(week -> starts.get(7 * week)).toList());
  }

  @Test
  void anHourlyScheduleHasATurnAboutOnceADay() {
    List<Instant> starts =
        IntStream.range(0, 240).mapToObj(hour -> FIRST.plus(Duration.ofHours(hour))).toList();

    assertThat(turns(1, starts)).hasSizeBetween(10, 11);
  }

  @Test
  void aClockThatWasFarAheadDelaysItByADayAtMost() {
    Interval daily = new Interval(1);

    assertThat(daily.due(FIRST.plus(Duration.ofDays(400)), FIRST)).isTrue();
    assertThat(daily.due(FIRST.plus(Duration.ofHours(20)), FIRST)).isFalse();
    assertThat(daily.due(FIRST, FIRST.plus(Duration.ofDays(400)))).isTrue();
  }

  /** Of these starts those that have a turn; the first one has. */
  private static List<Instant> turns(int days, List<Instant> starts) {
    List<Instant> turns = new ArrayList<>(starts.subList(0, 1));
    for (Instant start : starts.subList(1, starts.size())) {
      if (new Interval(days).due(turns.get(turns.size() - 1), start)) {
        turns.add(start);
      }
    }
    return turns;
  }
}
