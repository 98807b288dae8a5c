package backube.scribe.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Report;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Step;
import backube.scribe.api.mover.Volume;
import backube.scribe.core.reason.Reasons;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedSideTest {
  record Config(Optional<String> label) {}

  record Status(String last) {}

  private static final Ref REPO = Ref.secret("repo");

  private static MoverSide<Config, Status> side(Function<Run<Config, Status>, Plan> plan) {
    return MoverSide.of(Config.class, Group.scratch("cache"))
        .status(
            Status.class,
            at -> {
              throw new StackOverflowError("deep");
            })
        .requires(
            config ->
                Requirements.builder()
                    .keys(REPO, "URL")
                    .optional(REPO, List.of("REGION"), List.of("AWS_"))
                    .build())
        .plan(plan);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Plan plan(Function<Run<Config, Status>, Plan> plan) {
    MoverSide guarded = GuardedSide.of("acme (plugin acme 1.0)", side(plan));
    return guarded.plan(
        new Run<>(
            "ns",
            "name",
            "host",
            Instant.EPOCH,
            Instant.EPOCH,
            new Config(Optional.empty()),
            Optional.empty(),
            new Volume(true, false, true),
            Map.of()));
  }

  @Test
  void letsAGoodPlanThrough() {
    Plan plan =
        Plan.builder()
            .step(Step.named("backup").with(Claim.shared("repository", REPO, "URL")))
            .step(Step.named("forget"))
            .env("MODE", "quick")
            .env("URL", REPO, "URL")
            .envIfPresent("AWS_KEY", REPO, "AWS_KEY")
            .file(REPO, "REGION", "/credentials/region")
            .scratch("cache")
            .identity("label", REPO, "URL", "part")
            .build();

    assertThat(plan(run -> plan)).isSameAs(plan);
  }

  @Test
  void turnsWhateverAFunctionThrowsIntoADefectThatNamesTheMover() {
    assertThatThrownBy(
            () ->
                plan(
                    run -> {
                      throw new NoSuchMethodError("Plan.newer()");
                    }))
        .isInstanceOfSatisfying(
            MoverDefect.class,
            defect -> assertThat(defect.refusal().reason()).isEqualTo(Reasons.MOVER_DEFECT))
        .hasMessage(
            "mover acme (plugin acme 1.0) is defective: asked for its plan, it threw"
                + " NoSuchMethodError: Plan.newer(); tell its author or use another release");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void guardsTheStatusToo() {
    MoverSide guarded = GuardedSide.of("acme", side(run -> null));
    Report report =
        new Report(
            1,
            "r",
            Report.Outcome.FAILED,
            FailureClass.UNKNOWN,
            "",
            null,
            List.of(),
            Map.of(),
            Map.of(),
            List.of());

    assertThatThrownBy(
            () ->
                guarded.status(
                    new Progress<>(
                        Map.of(), Instant.EPOCH, Instant.EPOCH, report, Optional.empty())))
        .isInstanceOf(MoverDefect.class)
        .hasMessageContaining("asked for its status, it threw StackOverflowError: deep");
  }

  static Stream<Arguments> badPlans() {
    return Stream.of(
        Arguments.of(
            Plan.builder().step(Step.named("Back up")),
            "has the step 'Back up', which is no lower-case word"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).step(Step.named("a")), "has the step a twice"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).env("A-B", "x"),
            "sets 'A-B', which is no name of a variable"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).env("RUN_ID", "x"),
            "sets RUN_ID, which the controller sets"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).env("A", "x\0y"), "sets A to a text with a NUL"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).env("A", REPO, "PASSWORD"),
            "takes A from key PASSWORD of SECRET repo, which its requirements do not name"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).env("A", Ref.configMap("repo"), "URL"),
            "takes A from key URL of CONFIG_MAP repo, which its requirements do not name"),
        Arguments.of(
            Plan.builder().step(Step.named("a").with(Claim.exclusive("x", REPO, "HOST"))),
            "takes the claim of step a from key HOST of SECRET repo, which its requirements do not"
                + " name"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).file(REPO, "URL", "/etc/../url"),
            "mounts a file at '/etc/../url', which is no absolute path in a directory of its own"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).file(REPO, "URL", "/url"),
            "mounts a file at '/url', which is no absolute path in a directory of its own"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).identity("name", REPO, "URL", "part"),
            "has an identity that 'name' makes another one, and the section's own fields are"
                + " [label]"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).identity("label", REPO, "HOST", "part"),
            "takes its identity from key HOST of SECRET repo, which its requirements do not name"),
        Arguments.of(
            Plan.builder().step(Step.named("a")).scratch("work"),
            "mounts the scratch volume 'work', and its side declares [cache]"));
  }

  @ParameterizedTest(name = "its plan {1}")
  @MethodSource("badPlans")
  void refusesAPlanThatCantBeCarriedOut(Plan.Builder plan, String problem) {
    assertThatThrownBy(() -> plan(run -> plan.build()))
        .isInstanceOf(MoverDefect.class)
        .hasMessageContaining("is defective: its plan " + problem + "; tell its author");
  }
}
