package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Rule;
import backube.scribe.api.mover.Step;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mover with a field of every kind. */
final class SampleMover implements DataMover {
  enum Mode {
    @JsonProperty("Quick")
    QUICK,
    @JsonProperty("Careful")
    CAREFUL
  }

  record Retain(
      @Rule(minimum = 0) Optional<Integer> hourly,
      @Rule(pattern = "^[0-9]+$", expected = "a count such as 5") Optional<IntOrString> last,
      @Rule(pattern = "^([0-9]+[hdw])+$", expected = "a duration such as 3w15h")
          Optional<String> within) {}

  record Config(
      @Rule(required = true, minLength = 1) @JsonPropertyDescription("Secret of the repository.")
          Optional<String> repository,
      Optional<Retain> retain,
      @Rule(minimum = 1, maximum = 365) Optional<Integer> interval,
      Optional<Long> bytes,
      Optional<Boolean> force,
      Optional<Instant> asOf,
      Optional<Quantity> limit,
      Optional<Mode> mode,
      @Rule(maxItems = 3, minLength = 1) List<String> tags,
      Map<String, String> labels,
      List<Retain> more) {}

  record Status(Optional<String> last, Optional<Instant> at) {}

  private final String name;

  SampleMover(String name) {
    this.name = name;
  }

  static InstalledMover installed(String name) {
    try {
      return new InstalledMover(
          name,
          MoverCheck.of(new SampleMover(name), name + " 1.0.0"),
          name,
          "1.0.0",
          Path.of(name + ".jar"));
    } catch (PluginRefused e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String image() {
    return "example.org/" + name;
  }

  @Override
  public Optional<MoverSide<?, ?>> source() {
    return Optional.of(side());
  }

  @Override
  public Optional<MoverSide<?, ?>> destination() {
    return Optional.of(side());
  }

  private static MoverSide<Config, Status> side() {
    return MoverSide.of(
            Config.class, Group.VOLUME, Group.POD, Group.CUSTOM_CA, Group.scratch("cache"))
        .status(Status.class, progress -> new Status(Optional.of("x"), Optional.empty()))
        .requires(SampleMover::requirements)
        .plan(run -> Plan.builder().step(Step.named("copy")).build());
  }

  private static Requirements requirements(Config config) {
    String repository = config.repository().orElseThrow();
    return switch (repository) {
      case "throws" -> throw new NoSuchMethodError("Plan.newer()");
      case "null" -> null;
      default ->
          Requirements.builder()
              .check(!repository.equals("odd"), "repository", "is odd; use another")
              .check(config.tags().size() < 3, "tags", "are too many")
              .build();
    };
  }
}
