package backube.scribe.kubernetes.object;

import backube.scribe.core.json.Json;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.testkit.Goldens;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Every object that is made on a cluster, as a file. A scenario sends each of them to a real API
 * server (ObjectsTakenTest), which must take it as it stands.
 */
public final class ObjectGoldens {
  private static final Path ALL = Path.of("src/test/resources/objects");

  private final Goldens goldens;

  private ObjectGoldens(Goldens goldens) {
    this.goldens = goldens;
  }

  /** Those of one kind. */
  public static ObjectGoldens of(String folder) {
    return new ObjectGoldens(Goldens.in(ALL.resolve(folder)));
  }

  /** Compares an object with a file. */
  public void same(String name, HasMetadata object) {
    same(name, Json.lenient().<JsonNode>valueToTree(object));
  }

  /** The same of an object whose file differs from dialect to dialect. */
  public void same(Dialect dialect, String name, JsonNode object) {
    same(dialect.equals(Dialect.SCRIBE) ? name : dialect.creator() + "-" + name, object);
  }

  /** The same of an object as it was sent. */
  public void same(String name, JsonNode object) {
    goldens.same(name + ".yaml", yaml(object));
  }

  /**
   * The same of what holds a pod.
   *
   * @param level the strictest Pod Security level that takes the pod
   */
  public void same(String name, String level, HasMetadata object) {
    goldens.same(
        name + ".yaml",
        "# Pod Security: " + level + "\n" + yaml(Json.lenient().<JsonNode>valueToTree(object)));
  }

  private static String yaml(JsonNode object) {
    try {
      // Labels stand in maps without an order.
      return new ObjectMapper(
              new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(Json.lenient().convertValue(object, TreeMap.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
