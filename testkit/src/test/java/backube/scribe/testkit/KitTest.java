package backube.scribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Step;
import backube.scribe.api.mover.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit on a mover of its own: what it accepts, and what it finds. */
class KitTest {
  @TempDir Path folder;

  record Config(Optional<String> secret) {}

  record Status(Optional<String> last) {}

  /** A small mover. */
  public static class Good implements DataMover {
    static final MoverSide<Config, Status> SIDE =
        MoverSide.of(Config.class, Group.VOLUME)
            .status(Status.class, at -> new Status(at.report().text("id")))
            .requires(Good::requirements)
            .plan(Good::plan);

    private static Requirements requirements(Config config) {
      return Requirements.builder()
          .check(config.secret().isPresent(), "secret", "must be set")
          .keys(Ref.secret(config.secret().orElse("")), "URL")
          .optional(Ref.secret(config.secret().orElse("")), List.of("REGION"), List.of())
          .build();
    }

    private static Plan plan(Run<Config, Status> run) {
      Ref secret = Ref.secret(run.section().secret().orElseThrow());
      return Plan.builder()
          .step(Step.named("copy"))
          .env("STAGED", Boolean.toString(run.volume().staged()))
          .env("URL", secret, "URL")
          .env("SEEN", run.keys().get(secret).toString())
          .memo("last", run.status().flatMap(Status::last).orElse("none"))
          .build();
    }

    @Override
    public String name() {
      return "good";
    }

    @Override
    public String image() {
      return "example.org/good";
    }

    @Override
    public Optional<MoverSide<?, ?>> source() {
      return Optional.of(SIDE);
    }
  }

  /** A mover whose plan depends on the JVM. */
  public static class Moody extends Good {
    @Override
    public Optional<MoverSide<?, ?>> source() {
      return Optional.of(
          MoverSide.of(Config.class, Group.VOLUME)
              .plan(
                  run -> {
                    Plan.Builder plan = Plan.builder().step(Step.named("copy"));
                    // The order of a set is a rotation that the JVM draws at its start: of a few
                    // neighbouring names it is often the same, of these hardly ever.
                    Set<String> names =
                        IntStream.range(0, 64)
                            .mapToObj(i -> "N" + i * 7919)
                            .collect(Collectors.toUnmodifiableSet());
                    names.forEach(n -> plan.env(n, n));
                    return plan.build();
                  }));
    }
  }

  private void facts(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve("in-" + name + ".yaml"), yaml);
  }

  @Test
  void acceptsWhatWasWrittenAndFindsWhatChanged() throws Exception {
    facts("first", "section: {secret: s, copyMethod: Clone}");
    facts("later", "{section: {secret: s, copyMethod: Direct}, status: {last: a}}");
    Goldens.writtenIn(folder).plans(new Good());
    Goldens.writtenIn(folder).fragments(new Good());

    Goldens goldens = Goldens.in(folder);
    goldens.plans(new Good());
    goldens.fragments(new Good());
    EveryJvm.makesTheSamePlans(Good.class, folder);

    assertThat(folder.resolve("out-later.yaml"))
        .hasContent(
            """
            steps:
            - name: copy
              claims: []
              data: true
            env:
              STAGED:
                value: "false"
              URL:
                ref:
                  kind: SECRET
                  name: s
                key: URL
              SEEN:
                value: "[URL]"
            memo:
              last: a
            """);
    Path golden = folder.resolve("out-first.yaml");
    Files.writeString(golden, Files.readString(golden).replace("none", "some"));
    assertThatThrownBy(() -> goldens.plans(new Good()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("out-first.yaml differs from line 16 on")
        .hasMessageContaining("expected:   last: some")
        .hasMessageContaining("found:      last: none");
  }

  @Test
  void findsPlansWithoutFactsAndFactsWithoutPlan() throws Exception {
    facts("one", "section: {secret: s, copyMethod: Clone}");
    assertThatThrownBy(() -> Goldens.in(folder).plans(new Good()))
        .hasMessageContaining("out-one.yaml is missing; write it with -Dgoldens=write");

    Goldens.writtenIn(folder).plans(new Good());
    Files.copy(folder.resolve("out-one.yaml"), folder.resolve("out-two.yaml"));
    assertThatThrownBy(() -> Goldens.in(folder).plans(new Good()))
        .hasMessageContaining("plans without facts: [two]");
  }

  @Test
  void findsFactsThatTheControllerWouldRefuse() throws Exception {
    facts("typo", "section: {sceret: s, copyMethod: Clone}");
    assertThatThrownBy(() -> Goldens.in(folder).plans(new Good()))
        .hasMessageContaining("spec.good.sceret: unknown field; did you mean secret?");

    facts("typo", "section: {copyMethod: Clone}");
    assertThatThrownBy(() -> Goldens.in(folder).plans(new Good()))
        .hasMessageContaining("must be set");
  }

  @Test
  void tellsAMoverOnlyOfKeysThatItAsksFor() throws Exception {
    facts("key", "{section: {secret: s, copyMethod: Clone}, secrets: {s: [REGION, OTHER]}}");
    Goldens.writtenIn(folder).plans(new Good());

    assertThat(folder.resolve("out-key.yaml"))
        .content()
        .contains("SEEN:\n    value: \"[REGION, URL]\"");
  }

  @Test
  void findsPlansThatDependOnTheJvm() throws Exception {
    facts("one", "section: {copyMethod: Clone}");

    assertThatThrownBy(() -> EveryJvm.makesTheSamePlans(Moody.class, folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("plans differ from JVM to JVM");
  }

  @Test
  void makesWhatTheControllerHandsOver() {
    Run<Config, Status> run =
        RunBuilder.of(new Config(Optional.of("s")), Optional.<Status>empty())
            .keys(Ref.secret("s"), "URL", "A")
            .volume(new Volume(false, false, false))
            .build();
    Plan plan = Good.SIDE.plan(run);
    Progress<Status> progress =
        ProgressBuilder.of(
                ProgressBuilder.report(
                    "{\"run\":\"run-1\",\"outcome\":\"Succeeded\",\"section\":{\"id\":\"x\"}}"),
                run.status())
            .after(plan)
            .build();

    assertThat(run.keys().get(Ref.secret("s"))).containsExactly("A", "URL");
    assertThat(progress.memo()).containsEntry("last", "none");
    assertThat(Good.SIDE.status(progress)).contains(new Status(Optional.of("x")));
    assertThat(ProgressBuilder.report("oops").failure()).isEqualTo(FailureClass.UNKNOWN);
  }

  @Test
  void loadsAPluginThroughTheRealHost() throws Exception {
    Path classes = folder.resolve("classes");
    Path type = classes.resolve(Path.of("backube", "scribe", "testkit"));
    Files.createDirectories(type);
    Files.createDirectories(classes.resolve("META-INF"));
    for (String name : new String[] {"KitTest$Good", "KitTest$Config", "KitTest$Status"}) {
      try (var in = KitTest.class.getResourceAsStream(name + ".class")) {
        Files.copy(in, type.resolve(name + ".class"));
      }
    }
    Files.writeString(
        classes.resolve("META-INF/extensions.idx"), "backube.scribe.testkit.KitTest$Good\n");
    Map<String, String> manifest =
        Map.of("Plugin-Id", "good", "Plugin-Version", "1.0.0", "Plugin-Requires", "0.1.0");

    try (LoadedPlugin plugin = LoadedPlugin.classes(classes, manifest)) {
      assertThat(plugin.mover().name()).isEqualTo("good");
      assertThat(plugin.mover().source().orElseThrow().section()).isNotSameAs(Config.class);
    }
    assertThatThrownBy(() -> LoadedPlugin.classes(classes, Map.of("Plugin-Id", "good")))
        .hasMessageContaining("packed.jar is refused: its manifest lacks Plugin-Version");
  }
}
