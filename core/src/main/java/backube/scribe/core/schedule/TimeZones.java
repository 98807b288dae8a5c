package backube.scribe.core.schedule;

import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Optional;

/** Finds a time zone by its name in the IANA database, and by no other name that Java knows. */
final class TimeZones {
  /** Names of the database that some Java versions leave out, beside one that means the same. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "EST", "Etc/GMT+5",
          "MST", "Etc/GMT+7",
          "HST", "Etc/GMT+10",
          "ROC", "Asia/Taipei",
          "GMT+0", "GMT",
          "GMT-0", "GMT");

  private TimeZones() {}

  /** The rules of the zone that a schedule names in its prefix or beside it, else of UTC. */
  static ZoneRules rules(Optional<String> prefix, Optional<String> beside) {
    if (prefix.isPresent() && beside.isPresent() && !prefix.equals(beside)) {
      throw new InvalidSchedule(
          "two time zones: TZ=%s in the schedule, %s as timeZone"
              .formatted(shortened(prefix.get()), shortened(beside.get())),
          "keep one of them");
    }
    return prefix.or(() -> beside).map(TimeZones::rules).orElse(ZoneOffset.UTC.getRules());
  }

  private static ZoneRules rules(String name) {
    try {
      return ZoneRulesProvider.getRules(LEFT_OUT.getOrDefault(name, name), /* forCaching= */ false);
    } catch (ZoneRulesException unknown) {
      throw new InvalidSchedule(
          "provided bad location %s: unknown time zone".formatted(shortened(name)),
          "take a name of the IANA time zone database, such as %s".formatted(suggestion(name)));
    }
  }

  private static String suggestion(String name) {
    return ZoneRulesProvider.getAvailableZoneIds().stream()
        .filter(name::equalsIgnoreCase)
        .sorted()
        .findFirst()
        .orElse("Europe/Berlin or UTC");
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "...";
  }
}
