package backube.scribe.core.pass;

import backube.scribe.api.resource.Trigger;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.schedule.InvalidSchedule;
import backube.scribe.core.schedule.Schedule;
import backube.scribe.core.sync.Due;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.trigger}: a manual trigger wins over a schedule. */
final class Triggers {
  private Triggers() {}

  static Due read(@Nullable Trigger trigger) {
    if (trigger == null) {
      return new Due.Continuous();
    }
    if (trigger.manual() != null && !trigger.manual().isEmpty()) {
      return new Due.Manual(trigger.manual());
    }
    if (trigger.schedule() == null || trigger.schedule().isEmpty()) {
      return new Due.Continuous();
    }
    try {
      Schedule schedule =
          Schedule.parse(trigger.schedule(), Optional.ofNullable(trigger.timeZone()));
      return new Due.Scheduled(schedule::next);
    } catch (InvalidSchedule invalid) {
      return new Due.Invalid(
          new Refusal(Reasons.INVALID_SCHEDULE, field(trigger) + ": " + invalid.getMessage()));
    }
  }

  /** The field that can't be used. */
  private static String field(Trigger trigger) {
    try {
      Schedule.parse(String.valueOf(trigger.schedule()), Optional.empty());
      return "spec.trigger.timeZone";
    } catch (InvalidSchedule alone) {
      return "spec.trigger.schedule";
    }
  }
}
