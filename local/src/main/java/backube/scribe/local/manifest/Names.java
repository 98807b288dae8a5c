package backube.scribe.local.manifest;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of objects, as the Kubernetes API wants them (RFC 1123). */
final class Names {
  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final Pattern NAMESPACE = Pattern.compile(LABEL);
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final int LONGEST_NAMESPACE = 63;
  private static final int LONGEST_NAME = 253;

  private Names() {}

  /** What is wrong with the name of an object. */
  static Optional<String> problem(String name) {
    return name.length() <= LONGEST_NAME && NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "found \""
                + shown(name)
                + "\"; a name has at most "
                + LONGEST_NAME
                + " lower-case letters, digits, '-' and '.', and begins and ends with a letter or"
                + " digit"
                + example(name));
  }

  /** What is wrong with the name of a namespace. */
  static Optional<String> namespaceProblem(String name) {
    return name.length() <= LONGEST_NAMESPACE && NAMESPACE.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "found \""
                + shown(name)
                + "\"; a namespace has at most "
                + LONGEST_NAMESPACE
                + " lower-case letters, digits and '-', and begins and ends with a letter or"
                + " digit");
  }

  /** Whether a Secret or ConfigMap may have this key. */
  static boolean isKey(String key) {
    return key.length() <= LONGEST_NAME
        && KEY.matcher(key).matches()
        && !key.equals(".")
        && !key.startsWith("..");
  }

  static String shown(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }

  private static String example(String name) {
    String better =
        name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .replace('_', '-')
            .replace(' ', '-')
            .toLowerCase(java.util.Locale.ROOT);
    return better.length() <= LONGEST_NAME && NAME.matcher(better).matches()
        ? ", such as " + better
        : "";
  }
}
