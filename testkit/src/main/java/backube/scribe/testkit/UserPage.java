package backube.scribe.testkit;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.json.YamlDocuments;
import backube.scribe.core.json.YamlRefused;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mover's page for users, in Markdown, held against the mover: it names every field, and has a
 * row for every failure.
 */
public final class UserPage {
  private final Path file;
  private final String text;

  private UserPage(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads a page.
   *
   * @throws UncheckedIOException if it can't be read
   */
  public static UserPage at(Path file) {
    return new UserPage(file, read(file));
  }

  /**
   * The page has every field of these sections in backquotes, by its name alone or at the end of a
   * path.
   *
   * @throws AssertionError if it lacks one, which the message names
   */
  public void namesFieldsOf(List<Class<? extends Record>> types) {
    names(fields(types).map(RecordComponent::getName).toList());
  }

  /**
   * The page has every field of a kind's schema, as {@link Goldens} writes it: also what the
   * controller adds to the mover's own.
   *
   * @throws AssertionError if it lacks one, or the schema has none
   */
  public void namesFieldsOfSchema(Path schema) {
    JsonNode fields = parsed(schema).path("spec").path("properties");
    if (fields.isEmpty()) {
      throw new AssertionError(schema + " has no spec.properties");
    }
    names(fields.properties().stream().map(field -> field.getKey()).toList());
  }

  /**
   * A row of a table whose first cell names the failure, alone or beside others, says what to do.
   *
   * @throws AssertionError if a failure has no row
   */
  public void tellsOfEveryFailure() {
    lacksNothing(
        "rows about",
        Arrays.stream(FailureClass.values())
            .map(FailureClass::reason)
            .filter(reason -> !has("(?m)^\\| (`[A-Za-z]+`, )*`" + reason + "`"))
            .toList());
  }

  /**
   * Each field of these sections has a description for the schema.
   *
   * @throws AssertionError if one has none
   */
  public static void describesFieldsOf(List<Class<? extends Record>> types) {
    String bare =
        fields(types)
            .filter(
                field -> !field.getAccessor().isAnnotationPresent(JsonPropertyDescription.class))
            .map(field -> field.getDeclaringRecord().getSimpleName() + "." + field.getName())
            .collect(Collectors.joining(", "));
    if (!bare.isEmpty()) {
      throw new AssertionError("without @JsonPropertyDescription: " + bare);
    }
  }

  private void names(List<String> fields) {
    lacksNothing(
        "fields",
        fields.stream().filter(field -> !has("`([a-zA-Z]+\\.)?" + field + "[`.\\[:]")).toList());
  }

  private boolean has(String pattern) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  private void lacksNothing(String what, List<String> missing) {
    if (!missing.isEmpty()) {
      throw new AssertionError("%s lacks %s %s".formatted(file, what, missing));
    }
  }

  private static Stream<RecordComponent> fields(List<Class<? extends Record>> types) {
    return types.stream().flatMap(type -> Arrays.stream(type.getRecordComponents()));
  }

  private static JsonNode parsed(Path schema) {
    try {
      return YamlDocuments.read(read(schema)).get(0);
    } catch (YamlRefused e) {
      throw new AssertionError(schema + ": " + e.getMessage(), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
