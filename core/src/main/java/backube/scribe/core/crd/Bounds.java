package backube.scribe.core.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The bounds in a schema: everything that refuses a value of the right type. */
final class Bounds {
  private static final List<String> WORDS =
      List.of(
          "required",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "maxProperties",
          "pattern",
          "x-kubernetes-validations");

  private Bounds() {}

  /** Removes them; names of choices and the form of quantities stay, because they are types. */
  static void lift(ObjectNode schema) {
    boolean quantity = schema.has("x-kubernetes-int-or-string");
    WORDS.stream().filter(word -> !quantity || !word.equals("pattern")).forEach(schema::remove);
    schema.path("properties").forEach(Bounds::liftIn);
    liftIn(schema.path("items"));
    liftIn(schema.path("additionalProperties"));
  }

  private static void liftIn(JsonNode part) {
    if (part instanceof ObjectNode schema) {
      lift(schema);
    }
  }
}
