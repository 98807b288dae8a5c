package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for users and the descriptions in the schema leave no field out. */
class UserPageTest {
  private static final List<Class<? extends Record>> TYPES =
      List.of(
          SourceSection.class,
          Retain.class,
          CheckSection.class,
          ChangeDetection.class,
          DestinationSection.class,
          SourceStatus.class,
          DestinationStatus.class);

  @Test
  void thePageNamesEveryField() throws IOException {
    String page = Files.readString(Path.of("../../docs/movers/restic.md"));

    assertThat(fields().map(RecordComponent::getName))
        .allSatisfy(name -> assertThat(page).containsPattern("`([a-zA-Z]+\\.)?" + name + "[`.]"));
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
