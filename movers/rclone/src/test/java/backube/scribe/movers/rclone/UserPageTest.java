package backube.scribe.movers.rclone;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.json.YamlDocuments;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for users and the descriptions in the schema leave no field out. */
class UserPageTest {
  private static final List<Class<? extends Record>> TYPES =
      List.of(
          SourceSection.class,
          DestinationSection.class,
          SourceStatus.class,
          SourceStatus.Copied.class,
          DestinationStatus.class,
          DestinationStatus.Restored.class);

  private final String page = page();

  @Test
  void thePageNamesEveryFieldOfTheMover() {
    assertThat(fields().map(RecordComponent::getName)).allSatisfy(this::isNamed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReplicationSource", "ReplicationDestination"})
  void thePageNamesEveryFieldThatTheControllerAdds(String kind) throws Exception {
    String schema =
        Files.readString(Path.of("src/test/resources/goldens/schema-" + kind + ".yaml"));
    JsonNode fields = YamlDocuments.read(schema).get(0).path("spec").path("properties");

    assertThat(fields.fieldNames()).toIterable().hasSizeGreaterThan(20).allSatisfy(this::isNamed);
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void thePageSaysWhatToDoAboutEveryFailure(FailureClass failure) {
    assertThat(page).contains("| `" + failure.reason() + "`");
  }

  private void isNamed(String field) {
    assertThat(page).containsPattern("`([a-zA-Z]+\\.)?" + field + "[`.\\[]");
  }

  private static String page() {
    try {
      return Files.readString(Path.of("../../docs/movers/rclone.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyFieldIsDescribed() {
    assertThat(fields())
        .allSatisfy(
            field ->
                assertThat(field.getAccessor().isAnnotationPresent(JsonPropertyDescription.class))
                    .as(field.toString())
                    .isTrue());
  }

  private static Stream<RecordComponent> fields() {
    return TYPES.stream().flatMap(type -> Arrays.stream(type.getRecordComponents()));
  }
}
