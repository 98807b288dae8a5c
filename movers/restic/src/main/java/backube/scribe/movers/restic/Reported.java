package backube.scribe.movers.restic;

import backube.scribe.api.mover.Report;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report of this mover's container, read leniently: what is not as expected is absent. */
record Reported(Report report) {
  boolean begun(String step) {
    return report.step(step).isPresent();
  }

  /** Whether the step needs no repetition. */
  boolean over(String step) {
    return report.step(step).filter(result -> result.outcome().done()).isPresent();
  }

  /** Whether the step did its work, not merely had nothing to do. */
  boolean did(String step) {
    return over(step)
        && report.step(step).filter(r -> r.outcome() == Report.Outcome.SKIPPED).isEmpty();
  }

  /** Whether the backup read every file: it was told to, or took none for unchanged. */
  boolean readEverything() {
    return flag("fullRead") || figure("filesUnmodified").equals(Optional.of(0L));
  }

  boolean flag(String key) {
    return report.flag(key);
  }

  Optional<String> text(String key) {
    return report.text(key).filter(text -> !text.isEmpty());
  }

  Optional<String> text(String object, String key) {
    return report.object(object).get(key) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** restic writes times with nanoseconds and the offset of the machine. */
  Optional<Instant> time(String key) {
    try {
      return text(key).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<Long> figure(String name) {
    return number(report.figures().get(name));
  }

  Optional<Long> count(String key) {
    return number(report.section().get(key));
  }

  Optional<Long> count(String object, String key) {
    Map<String, @Nullable Object> values = report.object(object);
    return number(values.get(key));
  }

  private static Optional<Long> number(@Nullable Object value) {
    return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }
}
