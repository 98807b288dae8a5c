package backube.scribe.core.section;

import backube.scribe.core.section.Schema.Anything;
import backube.scribe.core.section.Schema.Choice;
import backube.scribe.core.section.Schema.Dictionary;
import backube.scribe.core.section.Schema.Field;
import backube.scribe.core.section.Schema.Limits;
import backube.scribe.core.section.Schema.Model;
import backube.scribe.core.section.Schema.Scalar;
import backube.scribe.core.section.Schema.Sequence;
import backube.scribe.core.section.Schema.Structure;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes schemas as OpenAPI v3, the way that CRDs want it. */
final class OpenApi {
  private final RuleBudget budget = new RuleBudget();

  private OpenApi() {}

  static ObjectNode of(Schema schema) {
    return new OpenApi().write(schema, "", 1);
  }

  /**
   * Writes a schema.
   *
   * @param times how many values of it an object may have at most
   */
  private ObjectNode write(Schema schema, String description, long times) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!description.isEmpty()) {
      node.put("description", description);
    }
    if (schema instanceof Model model) {
      return write(model.schema(), description, times);
    } else if (schema instanceof Structure structure) {
      structure(node, structure, times);
    } else if (schema instanceof Dictionary dictionary) {
      node.put("type", "object");
      if (dictionary.maxItems() < Integer.MAX_VALUE) {
        node.put("maxProperties", dictionary.maxItems());
      }
      node.set(
          "additionalProperties",
          write(dictionary.values(), "", each(times, dictionary.maxItems())));
    } else if (schema instanceof Sequence sequence) {
      node.put("type", "array");
      if (sequence.maxItems() < Integer.MAX_VALUE) {
        node.put("maxItems", sequence.maxItems());
      }
      node.set("items", write(sequence.items(), "", each(times, sequence.maxItems())));
    } else if (schema instanceof Choice choice) {
      node.put("type", "string");
      choice.names().forEach(node.putArray("enum")::add);
    } else if (schema instanceof Scalar scalar) {
      scalar(node, scalar, times);
    } else if (schema instanceof Anything) {
      node.put("x-kubernetes-preserve-unknown-fields", true);
    }
    return node;
  }

  private static long each(long times, int maxItems) {
    return times > Integer.MAX_VALUE ? times : times * maxItems;
  }

  private void structure(ObjectNode node, Structure structure, long times) {
    node.put("type", "object");
    if (structure.fields().isEmpty()) {
      return;
    }
    List<String> required =
        structure.fields().entrySet().stream()
            .filter(field -> field.getValue().required())
            .map(field -> field.getKey())
            .toList();
    if (!required.isEmpty()) {
      required.forEach(node.putArray("required")::add);
    }
    ObjectNode properties = node.putObject("properties");
    structure
        .fields()
        .forEach(
            (String name, Field field) ->
                properties.set(name, write(field.schema(), field.description(), times)));
  }

  private void scalar(ObjectNode node, Scalar scalar, long times) {
    switch (scalar.kind()) {
      case TEXT -> {
        text(node.put("type", "string"), scalar.limits());
        if (scalar.limits().pattern() != null) {
          PatternRule.write(node, scalar.limits(), scalar.limits().pattern(), times, budget);
        }
      }
      case BOOLEAN -> node.put("type", "boolean");
      case INT32 -> range(node.put("type", "integer").put("format", "int32"), scalar.limits());
      case INT64 -> range(node.put("type", "integer").put("format", "int64"), scalar.limits());
      case NUMBER -> range(node.put("type", "number"), scalar.limits());
      case DATE_TIME -> node.put("type", "string").put("format", "date-time");
      case QUANTITY -> either(node).put("pattern", ScalarCheck.QUANTITY.pattern());
      case INT_OR_STRING -> {
        text(either(node), scalar.limits());
        if (scalar.limits().pattern() != null) {
          node.put("pattern", scalar.limits().pattern().source());
        }
        range(node, scalar.limits());
      }
    }
  }

  private static ObjectNode either(ObjectNode node) {
    node.putArray("anyOf").add(type("integer")).add(type("string"));
    return node.put("x-kubernetes-int-or-string", true);
  }

  private static ObjectNode type(String name) {
    return JsonNodeFactory.instance.objectNode().put("type", name);
  }

  private static void text(ObjectNode node, Limits limits) {
    if (limits.minLength() > 0) {
      node.put("minLength", limits.minLength());
    }
    if (limits.maxLength() < Integer.MAX_VALUE) {
      node.put("maxLength", limits.maxLength());
    }
  }

  private static void range(ObjectNode node, Limits limits) {
    if (limits.minimum() > Long.MIN_VALUE) {
      node.put("minimum", limits.minimum());
    }
    if (limits.maximum() < Long.MAX_VALUE) {
      node.put("maximum", limits.maximum());
    }
  }
}
