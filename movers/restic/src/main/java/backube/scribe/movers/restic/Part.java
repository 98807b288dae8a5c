package backube.scribe.movers.restic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several equal parts of a repository's data, as {@code restic check --read-data-subset}
 * takes it. A pack belongs to the same part for good, so that reading all parts in turn reads
 * everything.
 *
 * @param number from 1
 * @param of how many parts there are; restic knows at most 256
 */
record Part(int number, int of) {
  /** From 0.4 %, since 256 parts is the finest that restic knows. */
  static final int LONGEST = 100;

  static final String PATTERN = "^(0\\.[4-9]|[1-9][0-9]?(\\.[0-9])?|100)%$";

  static final String EXPECTED = "a percentage from 0.4% to 100% with at most one decimal";

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,2})/([1-9][0-9]{0,2})");
  private static final int ALL_IN_TENTHS = 1000;

  /** Number of parts of which each has at most this share; {@code percentage} fits the pattern. */
  static int parts(String percentage) {
    String[] digits = percentage.substring(0, percentage.length() - 1).split("\\.", 2);
    int tenths = Integer.parseInt(digits[0]) * 10;
    if (digits.length == 2) {
      tenths += Integer.parseInt(digits[1]);
    }
    return (ALL_IN_TENTHS + tenths - 1) / tenths;
  }

  /** Reads {@link #toString()}. */
  static Optional<Part> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Part(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The part whose turn is after this one. */
  Part next() {
    return new Part(number % of + 1, of);
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
