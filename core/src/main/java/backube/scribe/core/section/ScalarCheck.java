package backube.scribe.core.section;

import backube.scribe.core.section.Schema.Limits;
import backube.scribe.core.section.Schema.Scalar;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks single values. */
final class ScalarCheck {
  /** Of Kubernetes; also the pattern in its CRDs. */
  static final Pattern QUANTITY =
      Pattern.compile(
          "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]"
              + "|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$");

  /** Of RFC 3339: seconds and the offset are there. */
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  /** Longer texts are refused before a pattern is tried. */
  private static final int MAX_TEXT = 65_536;

  /** Of a quantity. */
  private static final int MAX_QUANTITY = 40;

  /** An exponent that only an attack has: whoever computes with it makes that many digits. */
  private static final Pattern HUGE = Pattern.compile(".*[eE][+-]?\\d{3,}.*");

  private ScalarCheck() {}

  static JsonNode check(Scalar scalar, JsonNode value, Consumer<String> problem) {
    return switch (scalar.kind()) {
      case TEXT -> text(scalar, value, problem);
      case BOOLEAN -> value.isBoolean() ? value : wrong(scalar, value, problem);
      case INT32 -> whole(scalar, value, Integer.MIN_VALUE, Integer.MAX_VALUE, problem);
      case INT64 -> whole(scalar, value, Long.MIN_VALUE, Long.MAX_VALUE, problem);
      case NUMBER -> value.isNumber() ? value : wrong(scalar, value, problem);
      case DATE_TIME -> time(scalar, value, problem);
      case QUANTITY -> quantity(scalar, value, problem);
      case INT_OR_STRING ->
          value.isTextual()
              ? text(scalar, value, problem)
              : whole(scalar, value, Integer.MIN_VALUE, Integer.MAX_VALUE, problem);
    };
  }

  private static JsonNode wrong(Scalar scalar, JsonNode value, Consumer<String> problem) {
    String expected = scalar.limits().expected();
    problem.accept(
        "expected %s, found %s"
            .formatted(expected.isEmpty() ? scalar.kind().words() : expected, Found.words(value)));
    return NullNode.instance;
  }

  private static JsonNode text(Scalar scalar, JsonNode value, Consumer<String> problem) {
    if (!value.isTextual()) {
      return wrong(scalar, value, problem);
    }
    Limits limits = scalar.limits();
    String text = value.textValue();
    int length = text.codePointCount(0, text.length());
    int most = Math.min(limits.maxLength(), MAX_TEXT);
    if (length < limits.minLength()) {
      problem.accept(
          length == 0
              ? "must not be empty"
              : "expected at least %d characters, found %d".formatted(limits.minLength(), length));
    } else if (length > most) {
      problem.accept("expected at most %d characters, found %d".formatted(most, length));
    } else if (limits.pattern() != null && !limits.pattern().matches(text)) {
      problem.accept(
          "expected %s, found %s"
              .formatted(
                  limits.expected().isEmpty()
                      ? "a text that matches " + limits.pattern().source()
                      : limits.expected(),
                  Found.words(value)));
    }
    return value;
  }

  private static JsonNode whole(
      Scalar scalar, JsonNode value, long lowest, long highest, Consumer<String> problem) {
    if (!value.isIntegralNumber()) {
      return wrong(scalar, value, problem);
    }
    long least = Math.max(lowest, scalar.limits().minimum());
    long most = Math.min(highest, scalar.limits().maximum());
    if (value.canConvertToLong() && value.longValue() >= least && value.longValue() <= most) {
      return value;
    }
    problem.accept(
        "expected a whole number %s, found %s".formatted(range(least, most), value.asText()));
    return NullNode.instance;
  }

  private static String range(long least, long most) {
    if (most >= Integer.MAX_VALUE && least > Integer.MIN_VALUE) {
      return "of at least " + least;
    }
    return "from " + least + " to " + most;
  }

  private static JsonNode time(Scalar scalar, JsonNode value, Consumer<String> problem) {
    if (value.isTextual() && DATE_TIME.matcher(value.textValue()).matches()) {
      try {
        return TextNode.valueOf(OffsetDateTime.parse(value.textValue()).toInstant().toString());
      } catch (DateTimeException e) {
        problem.accept("there is no such time as " + Found.words(value));
        return NullNode.instance;
      }
    }
    return wrong(scalar, value, problem);
  }

  private static JsonNode quantity(Scalar scalar, JsonNode value, Consumer<String> problem) {
    boolean number = value.isIntegralNumber() && value.canConvertToLong();
    String text = number || value.isTextual() ? value.asText() : "";
    return text.length() <= MAX_QUANTITY
            && QUANTITY.matcher(text).matches()
            && !HUGE.matcher(text).matches()
        ? TextNode.valueOf(text)
        : wrong(scalar, value, problem);
  }
}
