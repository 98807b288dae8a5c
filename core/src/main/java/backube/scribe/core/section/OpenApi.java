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
  private OpenApi() {}

  static ObjectNode of(Schema schema) {
    return write(schema, "");
  }

  private static ObjectNode write(Schema schema, String description) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!description.isEmpty()) {
      node.put("description", description);
    }
    if (schema instanceof Model model) {
      return write(model.schema(), description);
    } else if (schema instanceof Structure structure) {
      structure(node, structure);
    } else if (schema instanceof Dictionary dictionary) {
      node.put("type", "object");
      if (dictionary.maxItems() < Integer.MAX_VALUE) {
        node.put("maxProperties", dictionary.maxItems());
      }
      node.set("additionalProperties", of(dictionary.values()));
    } else if (schema instanceof Sequence sequence) {
      node.put("type", "array");
      if (sequence.maxItems() < Integer.MAX_VALUE) {
        node.put("maxItems", sequence.maxItems());
      }
      node.set("items", of(sequence.items()));
    } else if (schema instanceof Choice choice) {
      node.put("type", "string");
      choice.names().forEach(node.putArray("enum")::add);
    } else if (schema instanceof Scalar scalar) {
      scalar(node, scalar);
    } else if (schema instanceof Anything) {
      node.put("x-kubernetes-preserve-unknown-fields", true);
    }
    return node;
  }

  private static void structure(ObjectNode node, Structure structure) {
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
                properties.set(name, write(field.schema(), field.description())));
  }

  private static void scalar(ObjectNode node, Scalar scalar) {
    switch (scalar.kind()) {
      case TEXT -> text(node.put("type", "string"), scalar.limits());
      case BOOLEAN -> node.put("type", "boolean");
      case INT32 -> range(node.put("type", "integer").put("format", "int32"), scalar.limits());
      case INT64 -> range(node.put("type", "integer").put("format", "int64"), scalar.limits());
      case NUMBER -> range(node.put("type", "number"), scalar.limits());
      case DATE_TIME -> node.put("type", "string").put("format", "date-time");
      case QUANTITY -> either(node).put("pattern", ScalarCheck.QUANTITY.pattern());
      case INT_OR_STRING -> {
        text(either(node), scalar.limits());
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
    if (limits.pattern() != null) {
      node.put("pattern", limits.pattern().source());
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
