package backube.scribe.core.crd;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.Json;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.resource.Role;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrdsTest {
  private static final MoverCatalog NOTHING = new MoverCatalog(List.of(), List.of());

  @Test
  void everyCommonFieldIsThereWithItsDescription() {
    JsonNode spec = properties(source(new CrdNames("acme.example", true)), "spec");

    assertThat(spec.fieldNames())
        .toIterable()
        .containsExactly("sourcePVC", "trigger", "paused", "external", "plugin");
    assertThat(spec.at("/trigger/properties/schedule/description").asText())
        .startsWith("Cron expression");
    assertThat(spec.at("/paused/type").asText()).isEqualTo("boolean");
    assertThat(spec.at("/plugin/properties/config/additionalProperties"))
        .hasToString("{\"x-kubernetes-preserve-unknown-fields\":true}");
  }

  @Test
  void aFieldThatMayBeAbsentIsNotRequired() {
    ObjectNode source = source(new CrdNames("acme.example", true));

    assertThat(source.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/required"))
        .isEmpty();
    assertThat(properties(source, "status").at("/lastSyncTime/format").asText())
        .isEqualTo("date-time");
  }

  @Test
  void aResourceWithoutAMoverIsRefusedOnlyIfTheGroupDoesSo() {
    String rules =
        "/spec/versions/0/schema/openAPIV3Schema/properties/spec/x-kubernetes-validations";

    assertThat(source(new CrdNames("a.example", true)).at(rules + "/0/message").asText())
        .isEqualTo("exactly one of these must be set: external, plugin");
    assertThat(source(new CrdNames("a.example", false)).at(rules).isMissingNode()).isTrue();
  }

  @Test
  void boundsAreLiftedButTypesAreNot() throws JsonProcessingException {
    ObjectNode schema =
        (ObjectNode)
            Json.yaml()
                .readTree(
                    """
                    type: object
                    required: [repository]
                    properties:
                      repository: {type: string, minLength: 1, pattern: a}
                      previous: {type: integer, minimum: 0}
                      copyMethod: {type: string, enum: [Direct]}
                      capacity: {x-kubernetes-int-or-string: true, pattern: "^[0-9]+$"}
                      list:
                        type: array
                        items: {type: object, required: [x], properties: {x: {maxLength: 3}}}
                      map:
                        type: object
                        additionalProperties: {type: string, minLength: 1}
                    """);

    Bounds.lift(schema);

    assertThat(schema)
        .isEqualTo(
            Json.yaml()
                .readTree(
                    """
                    type: object
                    properties:
                      repository: {type: string}
                      previous: {type: integer}
                      copyMethod: {type: string, enum: [Direct]}
                      capacity: {x-kubernetes-int-or-string: true, pattern: "^[0-9]+$"}
                      list:
                        type: array
                        items: {type: object, properties: {x: {}}}
                      map:
                        type: object
                        additionalProperties: {type: string}
                    """));
  }

  @Test
  void aSectionThatNoMoverHasIsKeptAsItIs() {
    ObjectNode source =
        source(new CrdNames("volsync.backube", false, Map.of(Role.SOURCE, List.of("rclone"))));

    assertThat(properties(source, "spec").at("/rclone/x-kubernetes-preserve-unknown-fields"))
        .hasToString("true");
    assertThat(properties(source, "status").at("/rclone/x-kubernetes-preserve-unknown-fields"))
        .hasToString("true");
  }

  @Test
  void bothKindsHaveTheNamesOfTheirGroup() {
    assertThat(new Crds(new CrdNames("acme.example", true), NOTHING).render())
        .extracting(crd -> crd.at("/metadata/name").asText())
        .containsExactly("replicationsources.acme.example", "replicationdestinations.acme.example");
  }

  private static ObjectNode source(CrdNames names) {
    return new Crds(names, NOTHING).render().get(0);
  }

  private static JsonNode properties(ObjectNode crd, String part) {
    return crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/" + part + "/properties");
  }
}
