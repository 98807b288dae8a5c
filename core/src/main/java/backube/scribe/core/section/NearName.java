package backube.scribe.core.section;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
public final class NearName {
  private NearName() {}

  /**
   * The nearest of {@code names}: at most one edit (insertion, deletion, change, swap of
   * neighbours) for every three letters, case aside. Ties go to the first in the alphabet.
   */
  public static Optional<String> of(String found, Collection<String> names) {
    String wanted = found.toLowerCase(Locale.ROOT);
    if (wanted.length() > 60) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> distance(wanted, name) <= Math.max(1, name.length() / 3))
        .filter(name -> distance(wanted, name) < name.length())
        .min(
            Comparator.<String>comparingInt(name -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String a, String name) {
    String b = name.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        least = Math.min(least, edits[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
