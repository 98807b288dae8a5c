package backube.scribe.core.status;

import java.time.Duration;

/** Durations as Go prints them, which is what VolSync's users read: {@code 6m44.667488732s}. */
public final class GoDuration {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private GoDuration() {}

  /**
   * Prints a duration.
   *
   * @param duration not negative
   */
  public static String print(Duration duration) {
    long seconds = duration.getSeconds();
    int nanos = duration.getNano();
    if (seconds == 0) {
      return belowOneSecond(nanos);
    }
    StringBuilder text = new StringBuilder();
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    if (hours > 0) {
      text.append(hours).append('h');
    }
    if (hours > 0 || minutes > 0) {
      text.append(minutes).append('m');
    }
    return text.append(fraction(seconds % 60 * NANOS_PER_SECOND + nanos, NANOS_PER_SECOND))
        .append('s')
        .toString();
  }

  private static String belowOneSecond(int nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000 ? fraction(nanos, 1_000) + "µs" : fraction(nanos, 1_000_000) + "ms";
  }

  /** {@code value / unit}, exactly, without trailing zeros. */
  private static String fraction(long value, long unit) {
    int digits = String.valueOf(unit).length() - 1;
    String rest = String.format("%0" + digits + "d", value % unit).replaceAll("0+$", "");
    return rest.isEmpty() ? String.valueOf(value / unit) : value / unit + "." + rest;
  }
}
