package backube.scribe.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.crd.CrdCompatibility;
import backube.scribe.core.json.YamlDocuments;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions of the resources, beside those in {@code distribution/released}. */
class DefinitionsTest {
  private static final Path HOME = Path.of(System.getProperty("scribe.home"));
  private static final Path RELEASED = Path.of("..", "distribution", "released", "crds");

  @ParameterizedTest
  @ValueSource(strings = {"scribe.yaml", "volsync.yaml"})
  void keepAllThatTheLastReleaseTook(String file) throws Exception {
    List<JsonNode> next = YamlDocuments.read(Files.readString(HOME.resolve("crds").resolve(file)));
    List<JsonNode> released = YamlDocuments.read(Files.readString(RELEASED.resolve(file)));

    assertThat(released).hasSize(2);
    for (JsonNode before : released) {
      JsonNode now =
          next.stream()
              .filter(crd -> crd.at("/metadata/name").equals(before.at("/metadata/name")))
              .findFirst()
              .orElseThrow();
      assertThat(CrdCompatibility.losses(now, before)).isEmpty();
    }
  }

  /** So that {@code kubectl explain} has something to say; of metadata it knows by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"scribe.yaml", "volsync.yaml"})
  void describeEachField(String file) throws Exception {
    List<String> silent = new ArrayList<>();
    for (JsonNode crd : YamlDocuments.read(Files.readString(HOME.resolve("crds").resolve(file)))) {
      silent(
          crd.at("/metadata/name").asText(),
          crd.at("/spec/versions/0/schema/openAPIV3Schema"),
          silent);
    }
    assertThat(silent).hasSize(2).allMatch(path -> path.endsWith(".metadata"));
  }

  private static void silent(String path, JsonNode schema, List<String> found) {
    for (var field : schema.path("properties").properties()) {
      String at = path + "." + field.getKey();
      if (field.getValue().path("description").asText().isBlank()) {
        found.add(at);
      }
      silent(at, field.getValue(), found);
    }
    if (schema.path("items").isObject()) {
      silent(path + "[]", schema.get("items"), found);
    }
    if (schema.path("additionalProperties").isObject()) {
      silent(path + ".*", schema.get("additionalProperties"), found);
    }
  }
}
