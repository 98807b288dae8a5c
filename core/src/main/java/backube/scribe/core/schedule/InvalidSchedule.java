package backube.scribe.core.schedule;

/**
 * A schedule that can't be followed. The message starts with the text that robfig/cron's users know
 * where there is one, names what was found and ends with what would be right; it is one printable
 * line.
 */
public final class InvalidSchedule extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidSchedule(String found, String right) {
    super(printable(found + "; " + right));
  }

  private static String printable(String message) {
    return message.replaceAll("\\p{C}", "\uFFFD");
  }
}
