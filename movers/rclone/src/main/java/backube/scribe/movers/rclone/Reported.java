package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Report;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report of this mover's container, read leniently: what is not as expected is absent. */
record Reported(Report report) {
  /** Whether the step needs no repetition. */
  boolean over() {
    return report.step(Container.STEP).filter(result -> result.outcome().done()).isPresent();
  }

  boolean flag(String key) {
    return report.flag(key);
  }

  Optional<String> text(String key) {
    return report.text(key).filter(text -> !text.isEmpty());
  }

  Optional<Long> figure(String name) {
    return number(report.figures().get(name));
  }

  Optional<Long> count(String key) {
    return number(report.section().get(key));
  }

  private static Optional<Long> number(@Nullable Object value) {
    return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }
}
