package backube.scribe.movers.restic;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import java.util.List;
import java.util.Optional;

/** Texts that reach the container as lines: lists have one for each item. */
final class Lines {
  private Lines() {}

  /** Sets the variable; an empty list leaves it out. */
  static void set(Plan.Builder plan, String variable, List<String> items) {
    if (!items.isEmpty()) {
      plan.env(variable, String.join("\n", items));
    }
  }

  /** Each item must be a line of its own. */
  static void check(Requirements.Builder problems, String path, List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      check(problems, path + "[" + i + "]", items.get(i));
    }
  }

  /** The text must be one line. A pattern does not see to that: its {@code $} allows a last one. */
  static void check(Requirements.Builder problems, String path, Optional<String> text) {
    text.ifPresent(line -> check(problems, path, line));
  }

  private static void check(Requirements.Builder problems, String path, String line) {
    problems.check(
        !line.isEmpty() && line.indexOf('\n') < 0 && line.indexOf('\0') < 0,
        path,
        "must not be empty and not contain line breaks or NUL characters; where a file name has"
            + " one, write ? or *");
  }
}
