package backube.scribe.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.FailureClass;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserPageTest {
  @TempDir Path folder;

  record Told(@JsonPropertyDescription("One.") String one, String two) {}

  @Test
  void fieldsAreNamedAloneOrAtTheEndOfAPath() throws IOException {
    assertThatCode(() -> page("`one` and `tar.two[]`").namesFieldsOf(List.of(Told.class)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> page("one, and `twofold`").namesFieldsOf(List.of(Told.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("page.md lacks fields [one, two]");
  }

  @Test
  void fieldsOfASchemaAreThoseOfItsSpec() throws IOException {
    Path schema =
        Files.writeString(folder.resolve("schema.yaml"), "spec: {properties: {one: {}, two: {}}}");
    assertThatThrownBy(() -> page("`one`").namesFieldsOfSchema(schema))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("lacks fields [two]");
    Files.writeString(schema, "spec: {}");
    assertThatThrownBy(() -> page("`one`").namesFieldsOfSchema(schema))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has no spec.properties");
  }

  @Test
  void aFailureHasARowAloneOrBesideOthers() throws IOException {
    String rows =
        Arrays.stream(FailureClass.values())
            .map(failure -> "`" + failure.reason() + "`")
            .collect(Collectors.joining(", ", "| ", " | wait |\n"));
    assertThatCode(() -> page(rows).tellsOfEveryFailure()).doesNotThrowAnyException();
    assertThatThrownBy(() -> page(rows.replace("`OutOfSpace`", "`Other`")).tellsOfEveryFailure())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("lacks rows about [OutOfSpace]");
  }

  @Test
  void aFieldWithoutADescriptionIsNamed() {
    assertThatThrownBy(() -> UserPage.describesFieldsOf(List.of(Told.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("without @JsonPropertyDescription: Told.two");
  }

  private UserPage page(String text) throws IOException {
    return UserPage.at(Files.writeString(folder.resolve("page.md"), text));
  }
}
