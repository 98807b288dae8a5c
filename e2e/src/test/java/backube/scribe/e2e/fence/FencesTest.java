package backube.scribe.e2e.fence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("fence")
class FencesTest {
  private static final String ROOT = "backube.scribe";
  private static final String BAD = "backube.scribe.e2e.fence.bad";

  /** For each fence, a class under {@link #BAD} that breaks it. */
  private static final Map<String, String> BREAKERS =
      Map.ofEntries(
          Map.entry("api knows models and annotations only", "api.mover.UsesAnotherLibrary"),
          Map.entry("only api.resource knows the client's CustomResource", "api.mover.UsesClient"),
          Map.entry("core knows neither local nor a mover", "core.sync.UsesLocal"),
          Map.entry("only kubernetes knows the cluster's client and JOSDK", "core.sync.UsesClient"),
          Map.entry("kubernetes knows no mover and not local", "kubernetes.UsesSandbox"),
          Map.entry("local knows no mover and no cluster", "local.UsesMover"),
          Map.entry("a mover knows api only", "movers.one.UsesGuice"),
          Map.entry("a mover knows no other mover", "movers.one.UsesOther"),
          Map.entry("packages have no cycles", "core.sync.UsesRun"),
          Map.entry("names say what a class is for", "core.sync.VolumeHelper"),
          Map.entry("packages are named after what they are about", "core.util.Text"),
          Map.entry(
              "time, chance and the environment come in as arguments", "core.sync.AsksTheWorld"),
          Map.entry("packages say that nulls are marked", "core.unmarked.Unmarked"));

  private static JavaClasses production;

  @BeforeAll
  static void readClasses() {
    production =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);
  }

  @TestFactory
  Stream<DynamicTest> holds() {
    return new Fences(ROOT)
        .rules().entrySet().stream()
            .map(
                rule ->
                    DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(production)));
  }

  @TestFactory
  Stream<DynamicTest> canFail() {
    JavaClasses bad = new ClassFileImporter().importPackages(BAD);
    return new Fences(BAD)
        .rules().entrySet().stream()
            .map(
                rule ->
                    DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> {
                          EvaluationResult result = rule.getValue().evaluate(bad);
                          assertThat(result.getFailureReport().getDetails())
                              .anyMatch(
                                  detail ->
                                      detail.contains(BAD + "." + BREAKERS.get(rule.getKey())));
                        }));
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(production)
        .extracting(type -> type.getPackageName().split("\\.", -1)[2])
        .contains("api", "core", "movers", "testkit", "local", "kubernetes", "e2e");
  }
}
