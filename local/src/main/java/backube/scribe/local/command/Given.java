package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;

/** Numbers that were given as options. */
final class Given {
  private Given() {}

  /**
   * The number.
   *
   * @throws CommandFailed if it is less than the least that makes sense
   */
  static int atLeast(int least, String option, int number) {
    if (number < least) {
      throw new CommandFailed(
          ExitCodes.USAGE, "%s %d: give %d or more".formatted(option, number, least));
    }
    return number;
  }
}
