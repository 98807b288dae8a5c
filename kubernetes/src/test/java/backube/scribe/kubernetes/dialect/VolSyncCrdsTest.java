package backube.scribe.kubernetes.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.crd.Crds;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.movers.rclone.RcloneMover;
import backube.scribe.movers.restic.ResticMover;
import backube.scribe.movers.rsync.RsyncMover;
import backube.scribe.movers.rsync.RsyncTlsMover;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Whatever VolSync's definitions take, those of its dialect take. */
class VolSyncCrdsTest {
  /** Everything by which a structural schema refuses a value of the right type. */
  private static final Set<String> BOUNDS =
      Set.of(
          "required",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "pattern",
          "not",
          "allOf",
          "oneOf",
          "x-kubernetes-validations");

  private static final Map<String, JsonNode> SCHEMAS =
      new Crds(Dialect.VOLSYNC.crds(), catalog())
          .render().stream()
              .collect(
                  Collectors.toMap(
                      crd -> crd.at("/spec/names/kind").asText(),
                      crd -> crd.at("/spec/versions/0/schema/openAPIV3Schema")));

  private static MoverCatalog catalog() {
    return new MoverCatalog(
        List.of(
            new InstalledMover(
                "rclone", new RcloneMover(), "rclone", "0.1.0", Path.of("rclone.jar")),
            new InstalledMover(
                "restic", new ResticMover(), "restic", "0.1.0", Path.of("restic.jar")),
            new InstalledMover("rsync", new RsyncMover(), "rsync", "0.1.0", Path.of("rsync.jar")),
            new InstalledMover(
                "rsyncTLS", new RsyncTlsMover(), "rsync", "0.1.0", Path.of("rsync.jar"))),
        List.of());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/dialect/volsync-fields.tsv", delimiter = '\t')
  void everyFieldOfVolSyncIsThereWithItsType(String kind, String path, String type) {
    JsonNode field = SCHEMAS.get(kind);
    for (String step : path.split("\\.", -1)) {
      boolean list = step.endsWith("[]");
      field = field.path("properties").path(list ? step.substring(0, step.length() - 2) : step);
      field = list ? field.path("items") : field;
    }
    assertThat(type(field)).isEqualTo(type);
  }

  @Test
  void noFieldIsBoundedMoreThanByItsType() {
    SCHEMAS.forEach(
        (kind, schema) ->
            assertThat(bounds(kind + ".spec", schema.at("/properties/spec"))).isEmpty());
  }

  @Test
  void aSectionOfAMoverThatIsNotInstalledKeepsWhateverItHolds() {
    JsonNode section = SCHEMAS.get("ReplicationSource").at("/properties/spec/properties/syncthing");
    assertThat(section.fieldNames())
        .toIterable()
        .containsExactly("description", "type", "x-kubernetes-preserve-unknown-fields");
    assertThat(section.at("/x-kubernetes-preserve-unknown-fields").asBoolean()).isTrue();
    assertThat(SCHEMAS.get("ReplicationDestination").at("/properties/spec/properties/syncthing"))
        .as("VolSync has none, so it must not count as a second mover")
        .isEmpty();
  }

  /** A schema in the words of the list of fields. */
  private static String type(JsonNode field) {
    if (field.isMissingNode()) {
      return "missing";
    } else if (field.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return "anything";
    } else if (field.path("x-kubernetes-int-or-string").asBoolean()) {
      return field.has("pattern") ? "quantity" : "int or string";
    } else if (field.has("items")) {
      return "list of " + type(field.path("items"));
    } else if (field.has("additionalProperties")) {
      return "map of " + type(field.path("additionalProperties"));
    } else if (field.has("format")) {
      return field.path("format").asText();
    }
    List<String> words = new ArrayList<>(List.of(field.path("type").asText()));
    field.path("enum").forEach(name -> words.add(name.asText()));
    return String.join(" ", words);
  }

  private static Set<String> bounds(String path, JsonNode schema) {
    Set<String> found = new TreeSet<>();
    boolean quantity = schema.has("x-kubernetes-int-or-string");
    schema
        .fieldNames()
        .forEachRemaining(
            word -> {
              if (BOUNDS.contains(word) && !(quantity && word.equals("pattern"))) {
                found.add(path + ": " + word);
              }
            });
    schema
        .path("properties")
        .properties()
        .forEach(field -> found.addAll(bounds(path + "." + field.getKey(), field.getValue())));
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isObject()) {
        found.addAll(bounds(path + "[]", schema.path(inner)));
      }
    }
    return found;
  }
}
