package backube.scribe.core.section;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of a schema. Kubernetes reads it as RE2, where {@code $} is the end of the text and
 * only a line feed ends a line; for Java, {@code $} also stands before a line break at the end, and
 * a value that the API server refuses would pass here.
 *
 * @param source as it stands in the schema
 * @param compiled the same for Java
 */
record TextPattern(String source, Pattern compiled) {
  /**
   * Reads a pattern.
   *
   * @throws PatternSyntaxException if it is none
   */
  static TextPattern of(String source) {
    Pattern.compile(source); // an error is told in its own words
    return new TextPattern(source, Pattern.compile(withEndOfText(source), Pattern.UNIX_LINES));
  }

  /** Whether it matches somewhere; anchors are up to the pattern, as in Kubernetes. */
  boolean matches(String text) {
    try {
      return compiled.matcher(text).find();
    } catch (StackOverflowError e) {
      return false; // Java's matcher recurses; a text that long is not what was meant
    }
  }

  /** Writes each {@code $} that is an anchor as {@code \z}. */
  private static String withEndOfText(String source) {
    StringBuilder result = new StringBuilder();
    boolean set = false;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < source.length()) {
        result.append(c).append(source.charAt(++i));
      } else if (c == '$' && !set) {
        result.append("\\z");
      } else {
        boolean first = source.startsWith("[", i - 1) || source.startsWith("[^", i - 2);
        set = c == '[' || (set && (c != ']' || first)); // a first bracket is one of the set
        result.append(c);
      }
    }
    return result.toString();
  }
}
