package backube.scribe.e2e.fence;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The rules for the classes under a root package, by the sentence that each one holds. */
final class Fences {
  private static final String[] ANYWHERE = {"java..", "org.jspecify.annotations.."};
  private static final String FABRIC8_MODEL = "io.fabric8.kubernetes.api.model..";

  /** Words that say nothing about what a class is for. */
  private static final String EMPTY_NAMES =
      "(.*[a-z0-9])?(Utils?|Impl|Manager|Helper|Common|Misc)([A-Z0-9].*)?";

  private final String root;

  /**
   * @param root the package that holds api, core, movers and local
   */
  Fences(String root) {
    this.root = root;
  }

  Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("api knows models and annotations only", api());
    rules.put("only api.resource knows the client's CustomResource", customResource());
    rules.put("core knows neither local nor a mover", coreBelow());
    rules.put("only kubernetes knows the cluster's client and JOSDK", cluster());
    rules.put("kubernetes knows no mover and not local", kubernetes());
    rules.put("local knows no mover and no cluster", local());
    rules.put("a mover knows api only", movers());
    rules.put("a mover knows no other mover", moversApart());
    rules.put("packages have no cycles", cycles());
    rules.put("names say what a class is for", classNames());
    rules.put("packages are named after what they are about", packageNames());
    rules.put("time, chance and the environment come in as arguments", ambient());
    rules.put("packages say that nulls are marked", nullMarked());
    return rules;
  }

  private ArchRule api() {
    return classes()
        .that(are("api.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                with(
                    ANYWHERE,
                    root + ".api..",
                    FABRIC8_MODEL,
                    "io.fabric8.kubernetes.model.annotation..",
                    "io.fabric8.generator.annotation..",
                    "io.fabric8.kubernetes.client",
                    "com.fasterxml.jackson.annotation..",
                    "org.pf4j..",
                    "jakarta.inject..")))
        .because("third parties compile against it and against nothing else");
  }

  private ArchRule customResource() {
    return noClasses()
        .that(are("api..").and(not(are("api.resource.."))))
        .should()
        .dependOnClassesThat(resideInAPackage("io.fabric8.kubernetes.client.."))
        .because("a mover is a description: it sees models of objects, never a client");
  }

  private ArchRule coreBelow() {
    return noClasses()
        .that(are("core.."))
        .should()
        .dependOnClassesThat(
            are("local..").or(are("kubernetes..")).or(are("movers..")).or(are("e2e..")))
        .because("nothing in core knows the engine it runs on or a mover by name");
  }

  private ArchRule cluster() {
    return noClasses()
        .that(not(are("kubernetes..")).and(not(are("api.resource.."))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk.."))
        .because("the engine sees ports, so that it runs without a cluster");
  }

  private ArchRule kubernetes() {
    return noClasses()
        .that(are("kubernetes.."))
        .should()
        .dependOnClassesThat(are("local..").or(are("movers..")).or(are("e2e..")))
        .because("movers come from plugins/, and a cluster needs no sandbox");
  }

  private ArchRule local() {
    return noClasses()
        .that(are("local.."))
        .should()
        .dependOnClassesThat(
            are("movers..").or(are("kubernetes..")).or(resideInAPackage("io.javaoperatorsdk..")))
        .because("movers come from plugins/, and the embedded engine runs without Kubernetes");
  }

  private ArchRule movers() {
    return classes()
        .that(are("movers.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                with(
                    ANYWHERE,
                    root + ".movers..",
                    root + ".api..",
                    FABRIC8_MODEL,
                    "com.fasterxml.jackson.annotation..",
                    "org.pf4j..",
                    "org.slf4j..",
                    "jakarta.inject..")))
        .because("what a built-in mover can do, a third party's can: no Guice, no client, no core");
  }

  private ArchRule moversApart() {
    return slices()
        .matching(root + ".movers.(*)..")
        .should()
        .notDependOnEachOther()
        .because("each mover has releases of its own")
        .allowEmptyShould(true);
  }

  private ArchRule cycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule classNames() {
    return noClasses().should().haveNameMatching("(.*[.$])?" + EMPTY_NAMES);
  }

  private ArchRule packageNames() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            Stream.of("util", "utils", "impl", "manager", "helper", "common", "misc")
                .map(word -> root + ".." + word + "..")
                .toArray(String[]::new));
  }

  private static ArchRule ambient() {
    return noClasses()
        .that(not(simpleName("Main")))
        .should()
        .accessTargetWhere(new AmbientAccess())
        .because("a test, and a run after a restart, must be able to say what they are");
  }

  private static ArchRule nullMarked() {
    return classes().should(new BeInNullMarkedPackage());
  }

  private com.tngtech.archunit.base.DescribedPredicate<JavaClass> are(String packages) {
    return resideInAPackage(root + "." + packages);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
