package backube.scribe.core.section;

import backube.scribe.core.section.Schema.Anything;
import backube.scribe.core.section.Schema.Choice;
import backube.scribe.core.section.Schema.Dictionary;
import backube.scribe.core.section.Schema.Field;
import backube.scribe.core.section.Schema.Model;
import backube.scribe.core.section.Schema.Scalar;
import backube.scribe.core.section.Schema.Sequence;
import backube.scribe.core.section.Schema.Structure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks a JSON value against a schema and finds every error, not only the first. A null counts as
 * unset wherever a field or a key may be left out; as an item of a list it is an error.
 */
final class ValueCheck {
  /** Most problems that are kept. */
  private static final int MAX_PROBLEMS = 1000;

  private final List<Problem> problems = new ArrayList<>();

  /**
   * Checks {@code value}, whose path is {@code path}.
   *
   * @return the value as Jackson shall read it: nulls removed, times in UTC, quantities as texts;
   *     meaningless if there are {@link #problems()}
   */
  JsonNode check(Schema schema, JsonNode value, String path) {
    if (schema instanceof Structure structure) {
      return structure(structure, value, path);
    } else if (schema instanceof Dictionary dictionary) {
      return dictionary(dictionary, value, path);
    } else if (schema instanceof Sequence sequence) {
      return sequence(sequence, value, path);
    } else if (schema instanceof Choice choice) {
      return choice(choice, value, path);
    } else if (schema instanceof Scalar scalar) {
      return ScalarCheck.check(scalar, value, message -> add(path, message));
    } else if (schema instanceof Model model) {
      return check(model.schema(), value, path);
    } else if (schema instanceof Anything) {
      return value;
    }
    throw new IllegalArgumentException(schema.toString());
  }

  void add(String path, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(path, message));
    }
  }

  /** Everything that was wrong, sorted by path. */
  List<Problem> problems() {
    return problems.stream().sorted(Comparator.comparing(Problem::path)).toList();
  }

  private JsonNode structure(Structure structure, JsonNode value, String path) {
    ObjectNode checked = JsonNodeFactory.instance.objectNode();
    if (!value.isObject()) {
      add(path, "expected an object, found " + Found.words(value));
      return checked;
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Field field = structure.fields().get(entry.getKey());
      String at = Found.field(path, entry.getKey());
      if (field == null) {
        add(at, unknown(entry.getKey(), structure));
      } else if (!entry.getValue().isNull()) {
        checked.set(entry.getKey(), check(field.schema(), entry.getValue(), at));
      }
    }
    structure
        .fields()
        .forEach(
            (name, field) -> {
              if (field.required() && !checked.has(name)) {
                add(Found.field(path, name), "must be set");
              }
            });
    return checked;
  }

  private static String unknown(String name, Structure structure) {
    Optional<String> near = NearName.of(name, structure.fields().keySet());
    if (near.isPresent()) {
      return "unknown field; did you mean " + near.get() + "?";
    }
    return structure.fields().isEmpty()
        ? "unknown field; none is known here"
        : "unknown field; known are "
            + String.join(", ", new TreeSet<>(structure.fields().keySet()));
  }

  private JsonNode dictionary(Dictionary dictionary, JsonNode value, String path) {
    ObjectNode checked = JsonNodeFactory.instance.objectNode();
    if (!value.isObject()) {
      add(path, "expected an object, found " + Found.words(value));
      return checked;
    }
    count(value, dictionary.maxItems(), path);
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isNull()) {
        String at = Found.field(path, entry.getKey());
        checked.set(entry.getKey(), check(dictionary.values(), entry.getValue(), at));
      }
    }
    return checked;
  }

  private JsonNode sequence(Sequence sequence, JsonNode value, String path) {
    ArrayNode checked = JsonNodeFactory.instance.arrayNode();
    if (!value.isArray()) {
      add(path, "expected a list, found " + Found.words(value));
      return checked;
    }
    count(value, sequence.maxItems(), path);
    for (int i = 0; i < value.size(); i++) {
      String at = path + "[" + i + "]";
      if (value.get(i).isNull()) {
        add(at, "is null; leave the item out");
      } else {
        checked.add(check(sequence.items(), value.get(i), at));
      }
    }
    return checked;
  }

  private void count(JsonNode value, int most, String path) {
    if (value.size() > most) {
      add(path, "expected at most %d items, found %d".formatted(most, value.size()));
    }
  }

  private JsonNode choice(Choice choice, JsonNode value, String path) {
    if (value.isTextual() && choice.names().contains(value.textValue())) {
      return value;
    }
    add(
        path,
        "expected one of %s, found %s"
            .formatted(String.join(", ", choice.names()), Found.words(value)));
    return NullNode.instance;
  }
}
