package backube.scribe.movers.restic;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import java.util.List;

/** Lists that reach the container as one variable with a line for each item. */
final class Lines {
  private Lines() {}

  /** Sets the variable; an empty list leaves it out. */
  static void set(Plan.Builder plan, String variable, List<String> items) {
    if (!items.isEmpty()) {
      plan.env(variable, String.join("\n", items));
    }
  }

  /** An item must be a line of its own. */
  static void check(Requirements.Builder problems, String path, List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i);
      problems.check(
          !item.isEmpty() && item.indexOf('\n') < 0 && item.indexOf('\0') < 0,
          path + "[" + i + "]",
          "must not be empty and not contain line breaks or NUL characters; write ? or * where a"
              + " name has one");
    }
  }
}
