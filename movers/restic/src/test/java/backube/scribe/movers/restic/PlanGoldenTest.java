package backube.scribe.movers.restic;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import backube.scribe.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole plans, as files: {@code in-NAME.yaml} holds the facts, {@code out-NAME.yaml} the plan.
 * {@code -Dgoldens=write} writes the plans as they are now; look at the difference then.
 */
class PlanGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/plans");

  @ParameterizedTest
  @MethodSource("names")
  void theFactsGiveThisPlan(String name) throws IOException {
    Path golden = FOLDER.resolve("out-" + name + ".yaml");
    String plan = Json.yaml().writeValueAsString(read(name).plan());
    if ("write".equals(System.getProperty("goldens"))) {
      Files.writeString(golden, plan);
    }
    assertThat(plan).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFactsAreWithoutProblems(String name) throws IOException {
    assertThat(read(name).requirements().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aStoredPlanComesBackEqual(String name) throws IOException {
    Plan plan = read(name).plan();
    assertThat(Json.strict().readValue(Json.strict().writeValueAsString(plan), Plan.class))
        .isEqualTo(plan);
  }

  @Test
  void noGoldenIsUnused() throws IOException {
    assertThat(files("out-")).containsExactlyElementsOf(files("in-"));
  }

  static List<String> names() throws IOException {
    return files("in-");
  }

  private static Case read(String name) throws IOException {
    return Case.read(Files.readString(FOLDER.resolve("in-" + name + ".yaml")));
  }

  private static List<String> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length(), name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }
}
