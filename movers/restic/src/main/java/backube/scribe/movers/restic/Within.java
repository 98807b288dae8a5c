package backube.scribe.movers.restic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time as restic's {@code --keep-within} takes it, which knows no weeks: they become
 * days.
 */
record Within(int years, int months, int days, int hours) {
  static final int LONGEST = 100;
  static final String PATTERN = "^([0-9]{1,5}[ymwdh])+$";
  static final String EXPECTED =
      "numbers, each followed by y, m (months), w, d or h, each letter once, such as 3w15h";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final Pattern PART = Pattern.compile("([0-9]+)([ymwdh])");
  private static final int DAYS_OF_WEEK = 7;

  /** Empty if the text is not such a span, or has a unit twice (restic would drop the first). */
  static Optional<Within> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    int[] amounts = new int["ymwdh".length()];
    StringBuilder seen = new StringBuilder();
    for (Matcher part = PART.matcher(text); part.find(); ) {
      if (seen.indexOf(part.group(2)) >= 0) {
        return Optional.empty();
      }
      seen.append(part.group(2));
      amounts["ymwdh".indexOf(part.group(2))] = Integer.parseInt(part.group(1));
    }
    int days = amounts[2] * DAYS_OF_WEEK + amounts[3];
    return Optional.of(new Within(amounts[0], amounts[1], days, amounts[4]));
  }

  /** Whether it keeps nothing. */
  boolean zero() {
    return years == 0 && months == 0 && days == 0 && hours == 0;
  }

  /** In restic's notation. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, years, 'y');
    append(text, months, 'm');
    append(text, days, 'd');
    append(text, hours, 'h');
    return text.isEmpty() ? "0h" : text.toString();
  }

  private static void append(StringBuilder text, int amount, char unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
