package backube.scribe.core.section;

import com.fasterxml.jackson.databind.JsonNode;

/** Values and names as messages quote them: short, on one line. */
final class Found {
  private static final int MAX = 60;

  private Found() {}

  /** A value in words. */
  static String words(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> '"' + brief(value.textValue()) + '"';
      case NUMBER -> "the number " + brief(value.asText());
      case BOOLEAN -> value.asText();
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> "null";
    };
  }

  /** The path of a field of an object. */
  static String field(String path, String name) {
    return name.length() <= MAX && name.chars().allMatch(Found::plain)
        ? path + "." + name
        : path + "[\"" + brief(name) + "\"]";
  }

  private static boolean plain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /** A text without what a terminal would take amiss, cut if it is long. */
  static String brief(String text) {
    String cut = text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    StringBuilder plain = new StringBuilder();
    cut.codePoints()
        .forEach(c -> plain.appendCodePoint(Character.isISOControl(c) || surrogate(c) ? '?' : c));
    return plain.toString();
  }

  private static boolean surrogate(int c) {
    return c <= Character.MAX_VALUE && Character.isSurrogate((char) c);
  }
}
