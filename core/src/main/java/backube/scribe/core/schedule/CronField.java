package backube.scribe.core.schedule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One of the five fields of an expression: its bounds, its names, and how its items are read.
 *
 * @param max the largest value, up to which open-ended steps count
 * @param largestWritten what a user may write at most: Sunday may be 7 too
 * @param names what may be written for {@code min} and the values after it, in any case
 */
record CronField(
    String label, int min, int max, int largestWritten, String examples, List<String> names) {
  static final CronField MINUTE =
      new CronField("minute", 0, 59, 59, "such as 5, 0-29 or */15", List.of());
  static final CronField HOUR =
      new CronField("hour", 0, 23, 23, "such as 4, 9-17 or */6", List.of());
  static final CronField DAY_OF_MONTH =
      new CronField("day of month", 1, 31, 31, "such as 1, 10-20 or */2", List.of());
  static final CronField MONTH =
      new CronField(
          "month",
          1,
          12,
          12,
          "such as 6, jan-mar or */3",
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));
  static final CronField DAY_OF_WEEK =
      new CronField(
          "day of week",
          0,
          6,
          7,
          "such as sun, mon-fri or 6-7 (Sunday is 0 and 7)",
          List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  /** Beside the values 0 to 59: the field was left open by a star that no step thins out. */
  static final long OPEN = 1L << 63;

  private static final Pattern NUMBER = Pattern.compile("0*[0-9]{1,9}");

  /** The set of values that a comma-separated list names, as bits, and {@link #OPEN}. */
  long parse(String list) {
    long set = 0;
    for (String item : list.split(",", -1)) {
      if (!item.isEmpty()) {
        set |= parseItem(item);
      }
    }
    if (set == 0) {
      throw invalid("no value in list: " + list);
    }
    return set;
  }

  private long parseItem(String item) {
    List<String> rangeAndStep = List.of(item.split("/", -1));
    if (rangeAndStep.size() > 2) {
      throw invalid("too many slashes: " + item);
    }
    List<String> ends = List.of(rangeAndStep.get(0).split("-", -1));
    boolean star = ends.get(0).equals("*") || ends.get(0).equals("?"); // whatever end follows it
    if (ends.size() > 2 && !star) {
      throw invalid("too many hyphens: " + item);
    }
    boolean stepped = rangeAndStep.size() == 2;
    int first = star ? min : value(ends.get(0), item);
    int last;
    if (ends.size() > 1 && !star) {
      last = value(ends.get(1), item);
    } else if (star || (stepped && first != largestWritten)) {
      last = max;
    } else {
      last = first;
    }
    int step = stepped ? number(rangeAndStep.get(1), item) : 1;
    check(first, last, step, item);
    return values(first, last, step) | (star && step == 1 ? OPEN : 0);
  }

  private void check(int first, int last, int step, String item) {
    if (first < min) {
      throw invalid("beginning of range (%d) below minimum (%d): %s".formatted(first, min, item));
    }
    if (last > largestWritten) {
      throw invalid(
          "end of range (%d) above maximum (%d): %s".formatted(last, largestWritten, item));
    }
    if (first > last) {
      throw invalid(
          "beginning of range (%d) beyond end of range (%d): %s".formatted(first, last, item));
    }
    if (step == 0) {
      throw invalid("step of range should be a positive number: " + item);
    }
  }

  private long values(int first, int last, int step) {
    long set = 0;
    for (int value = first; value <= last; value += step) {
      set |= 1L << (value > max ? min : value);
    }
    return set;
  }

  private int value(String text, String item) {
    int name = names.indexOf(text.toLowerCase(Locale.ROOT));
    return name < 0 ? number(text, item) : min + name;
  }

  private int number(String text, String item) {
    if (!NUMBER.matcher(text).matches()) {
      String found = text.isEmpty() ? "\"\"" : text;
      throw invalid(
          "failed to parse int from " + (text.equals(item) ? text : found + " in " + item));
    }
    return Integer.parseInt(text);
  }

  private InvalidSchedule invalid(String found) {
    return new InvalidSchedule(
        found,
        "the %s field takes %d-%d, * and lists, ranges and steps of them, %s"
            .formatted(label, min, largestWritten, examples));
  }
}
