package backube.scribe.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random schedules against a search that looks at each minute or day in turn. */
class SchedulePropertiesTest {
  private static final Instant FROM = Instant.parse("1975-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2095-01-01T00:00:00Z");

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void theNextSlotIsTheFirstMatchingMinute(
      @ForAll("schedules") WrittenSchedule written,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant start,
      @ForAll boolean nearClockChange) {
    Instant after = nearClockChange ? shortlyBeforeClockChange(start, zone) : start;
    Instant horizon = after.plus(Duration.ofDays(4));

    Instant next = schedule(written, zone).next(after);

    Instant minute = after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    while (minute.isBefore(horizon) && !written.matches(LocalDateTime.ofInstant(minute, zone))) {
      minute = minute.plusSeconds(60);
    }
    if (minute.isBefore(horizon)) {
      assertThat(next).isEqualTo(minute);
    } else {
      assertThat(next).isAfterOrEqualTo(minute);
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theNextSlotIsOnTheFirstMatchingDay(
      @ForAll("schedules") WrittenSchedule written, @ForAll("instants") Instant after) {
    Instant next = schedule(written, ZoneId.of("UTC")).next(after);

    LocalDateTime slot = LocalDateTime.ofInstant(next, ZoneOffset.UTC);
    assertThat(written.matches(slot)).isTrue();
    LocalDate day = LocalDate.ofInstant(after, ZoneOffset.UTC).plusDays(1);
    while (day.isBefore(slot.toLocalDate())) {
      assertThat(written.matches(day)).as("%s", day).isFalse();
      day = day.plusDays(1);
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void slotsComeInOrderAndNoneIsPassedOver(
      @ForAll("schedules") WrittenSchedule written,
      @ForAll("zones") ZoneId zone,
      @ForAll("instants") Instant one,
      @ForAll("instants") Instant other) {
    Schedule schedule = schedule(written, zone);
    Instant early = one.isBefore(other) ? one : other;
    Instant late = one.isBefore(other) ? other : one;

    Instant next = schedule.next(early);

    assertThat(next).isAfter(early);
    assertThat(schedule.next(next.minusNanos(1))).isEqualTo(next);
    assertThat(schedule.next(late)).isAfterOrEqualTo(next);
  }

  @Property(tries = 5000)
  void refusesInOneWayWhateverIsWritten(
      @ForAll("scribbles") String expression, @ForAll("zoneScribbles") Optional<String> zone) {
    assertThatCode(
            () -> {
              try {
                Schedule schedule = Schedule.parse(expression, zone);
                assertThat(schedule.next(FROM)).isAfter(FROM);
              } catch (InvalidSchedule refused) {
                assertThat(refused.getMessage())
                    .hasSizeLessThan(1000)
                    .doesNotContainPattern("\\p{C}");
              }
            })
        .doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<WrittenSchedule> schedules() {
    return WrittenSchedule.any().filter(WrittenSchedule::everFires);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.oneOf(
        Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "Asia/Beirut",
                "Africa/Casablanca",
                "Pacific/Apia",
                "America/St_Johns",
                "Antarctica/Troll")
            .map(ZoneId::of),
        Arbitraries.of(new TreeSet<>(ZoneId.getAvailableZoneIds())).map(ZoneId::of));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(FROM.getEpochSecond(), TO.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<String> scribbles() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "*",
            "?",
            "/",
            "-",
            ",",
            "0",
            "1",
            "5",
            "07",
            "60",
            "99999999999",
            "mon",
            "jan",
            " ",
            " ",
            " ",
            "  ",
            "\t",
            "@daily",
            "@every",
            "TZ=",
            "CRON_TZ=",
            "UTC",
            "Europe/Berlin",
            "=",
            "0 4 * * *",
            "0 0 31 2 *",
            "L",
            "#",
            "\u00a0",
            "\u2028",
            "\u0000",
            "\ud800");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(14).map(list -> String.join("", list)), Arbitraries.strings());
  }

  @Provide
  Arbitrary<Optional<String>> zoneScribbles() {
    return Arbitraries.oneOf(
            Arbitraries.of("UTC", "Europe/Berlin", "EST", "+01:00", "", "utc"),
            Arbitraries.strings().ofMaxLength(100))
        .optional(0.5);
  }

  private static Schedule schedule(WrittenSchedule written, ZoneId zone) {
    return Schedule.parse(written.text(), Optional.of(zone.getId()));
  }

  private static Instant shortlyBeforeClockChange(Instant start, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(start);
    return change == null
        ? start
        : change.getInstant().minusSeconds(start.getEpochSecond() % 10_000);
  }
}
