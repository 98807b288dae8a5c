package backube.scribe.core.crd;

import backube.scribe.core.section.PatternRule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a new definition takes away from the users of a released one. A field that is gone would be
 * pruned from every resource that has it, and a narrower one refuses what was accepted before.
 */
public final class CrdCompatibility {
  private static final List<String> UPPER =
      List.of("maxLength", "maximum", "maxItems", "maxProperties");
  private static final List<String> LOWER = List.of("minLength", "minimum", "minItems");
  private static final String OPEN = "x-kubernetes-preserve-unknown-fields";
  private static final String NUMBER_OR_TEXT = "x-kubernetes-int-or-string";

  private final List<String> losses = new ArrayList<>();

  private CrdCompatibility() {}

  /**
   * The losses, one a line, each with the path of the field; none if every resource that the
   * released definition accepts is accepted and kept by the next one.
   */
  public static List<String> losses(JsonNode next, JsonNode released) {
    CrdCompatibility compatibility = new CrdCompatibility();
    String name = released.at("/metadata/name").asText();
    for (JsonNode version : released.at("/spec/versions")) {
      String path = name + " " + version.path("name").asText();
      JsonNode same = version(next, version.path("name").asText());
      if (same.isMissingNode() || !same.path("served").asBoolean()) {
        compatibility.losses.add(path + ": is not served any more");
      } else {
        compatibility.compare(path, schema(same), schema(version));
      }
    }
    return List.copyOf(compatibility.losses);
  }

  private static JsonNode version(JsonNode crd, String name) {
    for (JsonNode version : crd.at("/spec/versions")) {
      if (version.path("name").asText().equals(name)) {
        return version;
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode schema(JsonNode version) {
    return version.at("/schema/openAPIV3Schema");
  }

  private void compare(String path, JsonNode next, JsonNode released) {
    if (released.path(OPEN).asBoolean() && !next.path(OPEN).asBoolean()) {
      losses.add(path + ": takes no unknown fields any more");
    }
    if (!takesType(next, released)) {
      losses.add(path + ": was " + type(released) + " and is " + type(next));
      return;
    }
    bounds(path, next, released);
    choices(path, next, released);
    rules(path, next, released);
    fields(path, next, released);
    if (released.has("items")) {
      compare(path + "[]", next.path("items"), released.path("items"));
    }
    if (released.path("additionalProperties").isObject()) {
      compare(
          path + ".*", next.path("additionalProperties"), released.path("additionalProperties"));
    }
  }

  private static boolean takesType(JsonNode next, JsonNode released) {
    boolean either = next.path(NUMBER_OR_TEXT).asBoolean();
    String type = released.path("type").asText();
    return type(next).equals(type(released))
        || (either && (type.equals("integer") || type.equals("string")))
        || (!next.has("type") && next.path(OPEN).asBoolean());
  }

  private static String type(JsonNode schema) {
    return schema.path(NUMBER_OR_TEXT).asBoolean()
        ? "a number or a text"
        : schema.path("type").asText("anything");
  }

  private void bounds(String path, JsonNode next, JsonNode released) {
    for (String word : UPPER) {
      if (next.has(word)
          && (!released.has(word) || next.get(word).asDouble() < released.get(word).asDouble())) {
        losses.add(path + ": has a lower " + word + " now, " + next.get(word));
      }
    }
    for (String word : LOWER) {
      if (next.has(word)
          && (!released.has(word) || next.get(word).asDouble() > released.get(word).asDouble())) {
        losses.add(path + ": has a higher " + word + " now, " + next.get(word));
      }
    }
    if (next.has("pattern")
        && !next.get("pattern").equals(released.get("pattern"))
        && !hasRuleAs(released, next.get("pattern").asText())) {
      losses.add(path + ": has another pattern now, " + next.get("pattern"));
    }
  }

  private void choices(String path, JsonNode next, JsonNode released) {
    Set<String> now = texts(next.path("enum"));
    if (now.isEmpty()) {
      return;
    }
    if (!released.has("enum")) {
      losses.add(path + ": takes only " + now + " now");
    }
    for (String choice : texts(released.path("enum"))) {
      if (!now.contains(choice)) {
        losses.add(path + ": does not take " + choice + " any more");
      }
    }
  }

  private void rules(String path, JsonNode next, JsonNode released) {
    List<JsonNode> before = rulesOf(released);
    String pattern = PatternRule.of(released.path("pattern").asText());
    for (JsonNode rule : rulesOf(next)) {
      if (!says(rule, pattern)
          && before.stream()
              .noneMatch(
                  old -> says(old, rule.path("rule").asText()) || ExactlyOne.widens(rule, old))) {
        losses.add(path + ": has a new rule, " + rule.path("message").asText());
      }
    }
  }

  private static boolean hasRuleAs(JsonNode schema, String pattern) {
    String expression = PatternRule.of(pattern);
    return rulesOf(schema).stream().anyMatch(rule -> says(rule, expression));
  }

  private static List<JsonNode> rulesOf(JsonNode schema) {
    List<JsonNode> rules = new ArrayList<>();
    schema.path("x-kubernetes-validations").forEach(rules::add);
    return rules;
  }

  private static boolean says(JsonNode rule, String expression) {
    return rule.path("rule").asText().equals(expression);
  }

  private void fields(String path, JsonNode next, JsonNode released) {
    Set<String> before = texts(released.path("required"));
    for (String required : texts(next.path("required"))) {
      if (!before.contains(required)) {
        losses.add(path + "." + required + ": is required now");
      }
    }
    for (var field : released.path("properties").properties()) {
      String at = path + "." + field.getKey();
      JsonNode now = next.path("properties").path(field.getKey());
      if (!now.isMissingNode()) {
        compare(at, now, field.getValue());
      } else if (!next.path(OPEN).asBoolean()) {
        losses.add(at + ": is gone");
      }
    }
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
