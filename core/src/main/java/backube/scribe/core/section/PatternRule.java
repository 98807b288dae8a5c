package backube.scribe.core.section;

import backube.scribe.core.section.Schema.Limits;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A pattern as a CEL rule: the API server tells whom it refuses the rule's message, where of a
 * schema's {@code pattern} it tells the regular expression.
 */
public final class PatternRule {
  /** Of a text without a longest length: a request has at most 3 MiB. */
  private static final long LONGEST = 3 << 20;

  /** Half of what the API server lets one rule cost at most. */
  private static final long AFFORDABLE = 5_000_000;

  private PatternRule() {}

  /** The rule, as it stands in a schema, for a text that must match. */
  public static String of(String pattern) {
    return "self.matches('" + pattern.replace("\\", "\\\\").replace("'", "\\'") + "')";
  }

  /**
   * Writes the pattern of a text.
   *
   * @param times how many such texts an object may have at most
   */
  static void write(ObjectNode schema, Limits limits, TextPattern pattern, long times) {
    if (limits.expected().isEmpty() || !affordable(limits, pattern, times)) {
      schema.put("pattern", pattern.source());
      return;
    }
    ArrayNode rules = schema.putArray("x-kubernetes-validations");
    rules
        .addObject()
        .put("rule", of(pattern.source()))
        .put("message", "expected " + limits.expected());
  }

  /** As the API server estimates; what costs too much makes the definition invalid. */
  private static boolean affordable(Limits limits, TextPattern pattern, long times) {
    long text = Math.min(4L * limits.maxLength(), LONGEST) / 10 + 1;
    long once = text * (pattern.source().length() / 4 + 1);
    return times <= AFFORDABLE / once;
  }
}
