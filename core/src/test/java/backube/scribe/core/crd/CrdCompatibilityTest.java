package backube.scribe.core.crd;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.YamlDocuments;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrdCompatibilityTest {
  private static JsonNode crd(String field) throws Exception {
    return YamlDocuments.read(
            """
            metadata: {name: things}
            spec:
              versions:
              - name: v1
                served: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties: {a: %s, b: {type: string}}
            """
                .formatted(field))
        .get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string} | {type: integer} | things v1.a: was string and is integer",
        "{type: string} | {type: string, maxLength: 9} | things v1.a: has a lower maxLength now, 9",
        "{type: string, maxLength: 9} | {type: string, maxLength: 8} | things v1.a: has a lower"
            + " maxLength now, 8",
        "{type: integer} | {type: integer, minimum: 1} | things v1.a: has a higher minimum now, 1",
        "{type: string, pattern: x} | {type: string, pattern: y} | things v1.a: has another pattern"
            + " now, \"y\"",
        "{type: string} | {type: string, enum: [x]} | things v1.a: takes only [x] now",
        "{type: string, enum: [x, y]} | {type: string, enum: [x]} | things v1.a: does not take y any"
            + " more",
        "{type: object, properties: {c: {type: string}}} | {type: object} | things v1.a.c: is gone",
        "{type: object} | {type: object, required: [c]} | things v1.a.c: is required now",
        "{type: object, x-kubernetes-preserve-unknown-fields: true} | {type: object} | things v1.a:"
            + " takes no unknown fields any more",
        "{type: object} | {type: object, x-kubernetes-validations: [{rule: r, message: why}]} |"
            + " things v1.a: has a new rule, why",
        "{type: array, items: {type: string}} | {type: array, items: {type: integer}} | things"
            + " v1.a[]: was string and is integer",
        "{type: object, additionalProperties: {type: string}} | {type: object, additionalProperties:"
            + " {type: integer}} | things v1.a.*: was string and is integer",
      })
  void namesWhatUsersWouldLose(String released, String next, String loss) throws Exception {
    assertThat(CrdCompatibility.losses(crd(next), crd(released))).containsExactly(loss);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: string} | {type: string}",
        "{type: string} | {x-kubernetes-int-or-string: true}",
        "{type: string, maxLength: 9} | {type: string, maxLength: 10}",
        "{type: string, pattern: x, maxLength: 9, enum: [x]} | {type: string}",
        "{type: string, pattern: x} | {type: string, x-kubernetes-validations: [{rule:"
            + " \"self.matches('x')\"}]}",
        "{type: string, x-kubernetes-validations: [{rule: \"self.matches('x')\"}]} |"
            + " {type: string, pattern: x}",
        "{type: string, enum: [x]} | {type: string, enum: [x, y]}",
        "{type: object, required: [c]} | {type: object, properties: {c: {type: string}}}",
        "{type: object, properties: {c: {type: string}}} | {type: object,"
            + " x-kubernetes-preserve-unknown-fields: true}",
      })
  void takesMoreThanBefore(String released, String next) throws Exception {
    assertThat(CrdCompatibility.losses(crd(next), crd(released))).isEmpty();
  }

  @Test
  void oneMoreOfWhichExactlyOneMustBeSetTakesNothingAway() throws Exception {
    JsonNode few = crd(exactlyOne("x", "y"));
    JsonNode more = crd(exactlyOne("w", "x", "y"));

    assertThat(CrdCompatibility.losses(more, few)).isEmpty();
    assertThat(CrdCompatibility.losses(few, more))
        .containsExactly("things v1.a: has a new rule, exactly one of these must be set: x, y");
  }

  private static String exactlyOne(String... fields) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ExactlyOne.add(schema.putArray("x-kubernetes-validations"), List.of(fields));
    return schema.toString();
  }

  @Test
  void missesAVersion() throws Exception {
    JsonNode other =
        YamlDocuments.read("{metadata: {name: things}, spec: {versions: [{name: v2}]}}").get(0);
    assertThat(CrdCompatibility.losses(other, crd("{type: string}")))
        .containsExactly("things v1: is not served any more");
  }
}
