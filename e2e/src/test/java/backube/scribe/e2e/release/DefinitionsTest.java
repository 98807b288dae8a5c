package backube.scribe.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.crd.CrdCompatibility;
import backube.scribe.core.json.YamlDocuments;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
