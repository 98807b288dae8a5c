package backube.scribe.core.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rule that an object has exactly one of some fields. */
final class ExactlyOne {
  private static final Pattern RULE =
      Pattern.compile("\\[(has\\(self\\..*\\))]\\.filter\\(given, given\\)\\.size\\(\\) == 1");

  private static final Pattern FIELD = Pattern.compile("has\\(self\\.(\\w+)\\)(?:, |$)");

  private ExactlyOne() {}

  static void add(ArrayNode rules, List<String> fields) {
    List<String> present = fields.stream().map(name -> "has(self." + name + ")").toList();
    rules
        .addObject()
        .put("rule", "[" + String.join(", ", present) + "].filter(given, given).size() == 1")
        .put("message", "exactly one of these must be set: " + String.join(", ", fields));
  }

  /**
   * Whether a rule lets pass whatever another one does: it has all fields of the other. Nothing
   * that is stored has the fields that came to it.
   */
  static boolean widens(JsonNode next, JsonNode before) {
    Set<String> fields = fields(before);
    return !fields.isEmpty() && fields(next).containsAll(fields);
  }

  /** Of such a rule; none if it is another one. */
  private static Set<String> fields(JsonNode rule) {
    Set<String> fields = new TreeSet<>();
    Matcher all = RULE.matcher(rule.path("rule").asText());
    if (all.matches()) {
      FIELD.matcher(all.group(1)).results().forEach(field -> fields.add(field.group(1)));
    }
    return fields;
  }
}
