package backube.scribe.movers.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.json.YamlDocuments;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for users and the descriptions in the schemas leave no field out. */
class UserPageTest {
  /** A mover and what it has of its own. */
  private record Mover(Path goldens, Path page, List<Class<?>> types) {
    static Mover of(String name, String page, Class<?>... types) {
      return new Mover(
          Path.of("src/test/resources").resolve(name),
          Path.of("../../docs/movers").resolve(page),
          List.of(types));
    }

    String text() throws IOException {
      return Files.readString(page);
    }

    Stream<RecordComponent> fields() {
      return types.stream().flatMap(type -> Arrays.stream(type.getRecordComponents()));
    }
  }

  static Stream<Mover> movers() {
    return Stream.of(
        Mover.of(
            "rsync",
            "rsync.md",
            SshSourceSection.class,
            SshDestinationSection.class,
            SshStatus.class,
            Transfer.class),
        Mover.of(
            "rsyncTLS",
            "rsync-tls.md",
            TlsSourceSection.class,
            TlsDestinationSection.class,
            TlsStatus.class,
            Transfer.class));
  }

  @ParameterizedTest
  @MethodSource("movers")
  void thePageNamesEveryFieldOfTheMover(Mover mover) throws IOException {
    String page = mover.text();
    assertThat(mover.fields().map(RecordComponent::getName))
        .allSatisfy(field -> isNamed(page, field));
  }

  @ParameterizedTest
  @MethodSource("movers")
  void thePageNamesEveryFieldThatTheControllerAdds(Mover mover) throws Exception {
    String page = mover.text();
    for (String kind : List.of("ReplicationSource", "ReplicationDestination")) {
      String schema = Files.readString(mover.goldens.resolve("schema-" + kind + ".yaml"));
      JsonNode fields = YamlDocuments.read(schema).get(0).path("spec").path("properties");
      assertThat(fields.fieldNames())
          .toIterable()
          .hasSizeGreaterThan(15)
          .allSatisfy(field -> isNamed(page, field));
    }
  }

  @ParameterizedTest
  @MethodSource("movers")
  void thePageSaysWhatToDoAboutEveryFailure(Mover mover) throws IOException {
    String rows =
        String.join("\n", mover.text().lines().filter(line -> line.startsWith("| `")).toList());
    for (FailureClass failure : FailureClass.values()) {
      assertThat(rows).contains("`" + failure.reason() + "`");
    }
  }

  @ParameterizedTest
  @MethodSource("movers")
  void everyFieldIsDescribed(Mover mover) {
    assertThat(mover.fields())
        .allSatisfy(
            field ->
                assertThat(field.getAccessor().isAnnotationPresent(JsonPropertyDescription.class))
                    .as(field.toString())
                    .isTrue());
  }

  private static void isNamed(String page, String field) {
    assertThat(page).containsPattern("`([a-zA-Z]+\\.)?" + field + "[`.\\[:]");
  }
}
