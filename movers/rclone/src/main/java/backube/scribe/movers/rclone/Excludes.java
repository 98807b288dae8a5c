package backube.scribe.movers.rclone;

import backube.scribe.api.mover.Requirements;
import java.util.List;

/** Patterns reach the container as lines. */
final class Excludes {
  private Excludes() {}

  /** Each must be a line of its own. */
  static void check(Requirements.Builder requirements, List<String> patterns) {
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = patterns.get(i);
      requirements.check(
          !pattern.isEmpty() && pattern.indexOf('\n') < 0 && pattern.indexOf('\0') < 0,
          "exclude[" + i + "]",
          "must not be empty and not contain line breaks or NUL characters; where a file name has"
              + " one, write ? or *");
    }
  }
}
