package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Plan;
import java.util.List;
import java.util.Optional;

/** What the container expects on both sides. */
final class Container {
  /** The one step. */
  static final String STEP = "sync";

  private static final String ON = "1";
  private static final String DATA = "/data";

  private Container() {}

  static Plan.Builder plan() {
    return Plan.builder().capabilities("DAC_OVERRIDE", "CHOWN", "FOWNER", "FSETID", "SETFCAP");
  }

  /** Sets what a section says; what it leaves out is left to the container, or to the Secret. */
  static void set(Plan.Builder plan, String direction, Options options) {
    plan.env("DIRECTION", direction).env("MOUNT_PATH", DATA);
    if (!options.exclude().isEmpty()) {
      plan.env("EXCLUDES", String.join("\n", options.exclude()));
    }
    options.transfers().ifPresent(number -> plan.env("TRANSFERS", number.toString()));
    options.checkers().ifPresent(number -> plan.env("CHECKERS", number.toString()));
    options.bandwidthLimit().ifPresent(limit -> plan.env("BANDWIDTH_LIMIT", limit));
    options.compare().ifPresent(compare -> plan.env("COMPARE", compare.text()));
    on(plan, "VERIFY", options.verify());
    plan.env("WHEN_EMPTY", options.whenEmpty().orElse(Reaction.FAIL).text());
  }

  static void on(Plan.Builder plan, String name, Optional<Boolean> value) {
    if (value.orElse(false)) {
      plan.env(name, ON);
    }
  }

  /** What both sections have in common. */
  record Options(
      List<String> exclude,
      Optional<Integer> transfers,
      Optional<Integer> checkers,
      Optional<String> bandwidthLimit,
      Optional<Compare> compare,
      Optional<Boolean> verify,
      Optional<Reaction> whenEmpty) {}
}
