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

  private PatternRule() {}

  /** The rule, as it stands in a schema, for a text that must match. */
  public static String of(String pattern) {
    return "self.matches('" + pattern.replace("\\", "\\\\").replace("'", "\\'") + "')";
  }

  /**
   * Writes the pattern of a text.
   *
   * @param times how many such texts an object may have at most
   * @param budget of the schema that this one is part of
   */
  static void write(
      ObjectNode schema, Limits limits, TextPattern pattern, long times, RuleBudget budget) {
    if (limits.expected().isEmpty() || !budget.affords(cost(limits, pattern), times)) {
      schema.put("pattern", pattern.source());
      return;
    }
    ArrayNode rules = schema.putArray("x-kubernetes-validations");
    rules
        .addObject()
        .put("rule", of(pattern.source()))
        .put("message", "expected " + limits.expected());
  }

  /** Of one look at a text, as the API server estimates it. */
  private static long cost(Limits limits, TextPattern pattern) {
    long text = Math.min(4L * limits.maxLength(), LONGEST) / 10 + 1;
    return text * (pattern.source().length() / 4 + 1);
  }
}
