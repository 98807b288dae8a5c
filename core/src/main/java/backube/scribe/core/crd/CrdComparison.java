package backube.scribe.core.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares definitions as they should be with those that somebody has. What only a cluster adds is
 * no difference.
 */
public final class CrdComparison {
  /** What the API server fills in. */
  private static final Set<String> FILLED_IN = Set.of("conversion", "preserveUnknownFields");

  /** Levels of a schema that say nothing to users. */
  private static final Set<String> SILENT = Set.of("schema", "openAPIV3Schema", "properties");

  private static final int MOST = 60;

  private final List<String> differences = new ArrayList<>();

  private CrdComparison() {}

  /**
   * The differences, one a line, each with the path of the field; none if they are alike.
   *
   * @param found the definition of that name; empty if there is none
   */
  public static List<String> of(ObjectNode wanted, Optional<JsonNode> found) {
    String name = wanted.at("/metadata/name").asText();
    if (found.isEmpty()) {
      return List.of(name + ": is missing");
    }
    CrdComparison comparison = new CrdComparison();
    JsonNode spec = wanted.path("spec");
    JsonNode there = found.get().path("spec").deepCopy();
    if (there instanceof ObjectNode object) {
      FILLED_IN.stream().filter(field -> !spec.has(field)).forEach(object::remove);
    }
    comparison.compare(name, flat(spec), flat(there));
    return List.copyOf(comparison.differences);
  }

  /** With its versions by their names. */
  private static JsonNode flat(JsonNode spec) {
    if (!spec.isObject()) {
      return spec;
    }
    ObjectNode flat = spec.deepCopy();
    ObjectNode versions = JsonNodeFactory.instance.objectNode();
    flat.path("versions").forEach(version -> versions.set(version.path("name").asText(), version));
    flat.set("versions", versions);
    return flat;
  }

  private void compare(String path, JsonNode wanted, JsonNode found) {
    if (wanted.isObject() && found.isObject()) {
      Set<String> names = new TreeSet<>();
      wanted.fieldNames().forEachRemaining(names::add);
      found.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        field(SILENT.contains(name) ? path : path + "." + name, wanted.get(name), found.get(name));
      }
    } else if (wanted.isArray() && wanted.size() == found.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(path + "[" + i + "]", wanted.get(i), found.path(i));
      }
    } else if (!wanted.toString().equals(found.toString())) {
      differences.add(path + ": is " + brief(found) + ", should be " + brief(wanted));
    }
  }

  private void field(String path, @Nullable JsonNode wanted, @Nullable JsonNode found) {
    if (found == null) {
      differences.add(path + ": is missing");
    } else if (wanted == null) {
      differences.add(path + ": should not be there");
    } else {
      compare(path, wanted, found);
    }
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }
}
