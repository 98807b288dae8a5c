package backube.scribe.core.pass;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.run.AttemptOptions;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectCheckTest {
  private static final Ref REPO = Ref.secret("repo");
  private static final Requirements REQUIREMENTS =
      Requirements.builder()
          .keys(REPO, "URL", "PASSWORD")
          .optional(REPO, List.of("REGION"), List.of("RCLONE_"))
          .build();

  private final FakeWorld world = new FakeWorld();

  /** Section of the toy mover. */
  record Toy() {}

  /** Status of the toy mover. */
  record ToyStatus() {}

  @Test
  void oneSecretMayBeRepositoryCertificateAndMountedFileAtOnce() {
    AttemptOptions options =
        options(
            Optional.of(new CustomCa(Optional.of("repo"), Optional.empty(), Optional.of("ca.pem"))),
            "repo");
    world.secret(
        "repo", "URL", "/r", "PASSWORD", "p", "REGION", "eu", "RCLONE_X", "y", "ca.pem", "PEM");

    ObjectCheck.Found found = look(options);
    assertThat(found.refusal()).isEmpty();
    assertThat(found.keys())
        .containsExactly(
            Map.entry(REPO, List.of("PASSWORD", "RCLONE_X", "REGION", "URL", "ca.pem")));

    world.secret("repo", "URL", "/r", "ca.pem", "PEM");
    assertThat(look(options).refusal().orElseThrow().message())
        .startsWith("secret is missing field: PASSWORD");

    world.secret("repo", "URL", "/r", "PASSWORD", "p");
    assertThat(look(options).refusal().orElseThrow().message())
        .startsWith("secret is missing field: ca.pem");
  }

  @Test
  void aSecretThatIsOptionalNeedNotBeThere() {
    world.secret("repo", "URL", "/r", "PASSWORD", "p");

    assertThat(look(options(Optional.empty(), "other")).refusal().orElseThrow().message())
        .contains("other");
    assertThat(
            ObjectCheck.wanted(
                section(mounting(new SecretVolumeSource(null, null, true, "other"))), REQUIREMENTS))
        .containsOnlyKeys(REPO);
  }

  @Test
  void theAccountOfTheMoverMustBeThere() {
    world.secret("repo", "URL", "/r", "PASSWORD", "p");
    AttemptOptions options = pod(Optional.of("backup"), List.of());

    assertThat(look(options).refusal().orElseThrow().message())
        .isEqualTo("moverServiceAccount: ServiceAccount \"backup\" not found");

    world.accounts.add("backup");
    assertThat(look(options).refusal()).isEmpty();
  }

  private ObjectCheck.Found look(AttemptOptions options) {
    return new ObjectCheck(world).look("default", section(options), REQUIREMENTS);
  }

  private static AttemptOptions options(Optional<CustomCa> ca, String mounted) {
    AttemptOptions options = mounting(new SecretVolumeSource(null, null, null, mounted));
    return new AttemptOptions(options.pod(), ca, Map.of());
  }

  private static AttemptOptions mounting(SecretVolumeSource secret) {
    MoverVolume.Source source =
        new MoverVolume.Source(Optional.of(secret), Optional.empty(), Optional.empty());
    return pod(Optional.empty(), List.of(new MoverVolume("keys", source)));
  }

  private static AttemptOptions pod(Optional<String> account, List<MoverVolume> volumes) {
    PodOptions pod =
        new PodOptions(
            Optional.empty(), account, Map.of(), Optional.empty(), Optional.empty(), volumes);
    return new AttemptOptions(Optional.of(pod), Optional.empty(), Map.of());
  }

  private static Section<Toy, ToyStatus> section(AttemptOptions options) {
    DataMover mover =
        new DataMover() {
          @Override
          public String name() {
            return "toy";
          }

          @Override
          public String image() {
            return "toy:1";
          }
        };
    return new Section<>(
        new InstalledMover("toy", mover, "toy", "1.0", Path.of("toy.jar")),
        MoverSide.of(Toy.class)
            .status(ToyStatus.class, progress -> new ToyStatus())
            .requires(toy -> REQUIREMENTS)
            .plan(run -> Plan.builder().step(Step.named("copy")).build()),
        new Toy(),
        Optional.empty(),
        options,
        EndpointOptions.NONE,
        Optional.empty());
  }
}
