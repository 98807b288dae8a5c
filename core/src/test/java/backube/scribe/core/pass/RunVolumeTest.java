package backube.scribe.core.pass;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import backube.scribe.api.mover.Volume;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.json.Json;
import backube.scribe.core.json.YamlDocuments;
import backube.scribe.core.plugin.CatalogSections;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.secret.GeneratedSecrets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a mover is told of the volume of a run, and that the frozen plan says so. */
class RunVolumeTest {
  private static final String MADE = "copyMethod: Direct, capacity: 1Gi, accessModes: [X]";

  private final FakeWorld world = new FakeWorld();
  private final InstalledMover disk = installed("disk", Group.VOLUME, Group.BLOCK);
  private final InstalledMover files = installed("files", Group.VOLUME);

  /** Section of the movers. */
  record Nothing() {}

  @Test
  void aGivenVolumeIsWhatItIs() {
    assertThat(source("disk: {copyMethod: Clone}").data().block()).isFalse();
    world.modes.put("data", VolumeMode.BLOCK);
    Attempt attempt = source("disk: {copyMethod: Clone}");
    assertThat(attempt.data())
        .isEqualTo(new Attempt.Data(Optional.of("data"), true, Optional.of(VolumeMode.BLOCK)));
    assertThat(attempt.plan().env()).containsKey("IS_DEVICE");
    assertThat(destination("disk: {copyMethod: Direct, destinationPVC: data}").data().block())
        .isTrue();
  }

  @Test
  void aVolumeThatIsMadeIsWhatTheSectionSays() {
    assertThat(destination("disk: {%s}".formatted(MADE)).data().block()).isFalse();
    Attempt block = destination("disk: {volumeMode: Block, %s}".formatted(MADE));
    assertThat(block.data().block()).isTrue();
    assertThat(block.volume().orElseThrow().mode()).contains(VolumeMode.BLOCK);
    assertThat(block.plan().env()).containsKey("IS_DEVICE");
  }

  @Test
  void theModeOfAVolumeThatIsMadeSaysNothingOfAGivenOne() {
    Attempt given =
        destination("disk: {volumeMode: Block, copyMethod: Direct, destinationPVC: data}");
    assertThat(given.data().block()).isFalse();
  }

  @Test
  void nobodyReadsACopyNorAVolumeThatIsOnlySeenInImages() {
    String taken = "copyMethod: Snapshot, capacity: 1Gi, accessModes: [X]";
    assertThat(source("disk: {copyMethod: Clone}").plan().env()).containsKey("IS_UNREAD");
    assertThat(destination("disk: {%s}".formatted(taken)).plan().env()).containsKey("IS_UNREAD");
    for (Attempt read :
        List.of(
            source("disk: {copyMethod: Direct}"),
            destination("disk: {%s}".formatted(MADE)),
            destination("disk: {copyMethod: Snapshot, destinationPVC: data}"))) {
      assertThat(read.plan().env()).doesNotContainKey("IS_UNREAD");
    }
  }

  @Test
  void ofAMoverOfFilesNothingIsAsked() {
    assertThat(source("files: {copyMethod: Direct}").data().block()).isFalse();
    assertThat(world.log).doesNotContain("mode");
    assertThat(refused("files: {volumeMode: Block, %s}".formatted(MADE)))
        .startsWith("spec.files.volumeMode: unknown field");
    assertThat(refused("disk: {volumeMode: Raw, %s}".formatted(MADE)))
        .isEqualTo("spec.disk.volumeMode: expected Block or Filesystem, found \"Raw\"");
  }

  @Test
  void thePlanOfAFileSystemReadsAsItDidBeforeThereWereOthers() throws Exception {
    Attempt attempt = source("disk: {copyMethod: Direct}");
    String written = Json.strict().writeValueAsString(attempt);
    assertThat(written).contains("\"data\":{\"claim\":\"data\",\"copied\":false}");
    assertThat(Json.strict().readValue(written, Attempt.class)).isEqualTo(attempt);
    world.modes.put("data", VolumeMode.BLOCK);
    Attempt block = source("disk: {copyMethod: Direct}");
    assertThat(Json.strict().readValue(Json.strict().writeValueAsString(block), Attempt.class))
        .isEqualTo(block);
  }

  private Attempt source(String section) {
    ReplicationSourceSpec spec =
        read("{sourcePVC: data, " + section + "}", ReplicationSourceSpec.class);
    return template(
        new Replication(
            new ResourceKey(Role.SOURCE, "ns", "name"),
            "uid",
            Instant.EPOCH,
            "1",
            false,
            Map.of(),
            Optional.of("data"),
            spec,
            ReplicationStatus.EMPTY));
  }

  private Attempt destination(String section) {
    return template(resource(section));
  }

  private static Replication resource(String section) {
    return new Replication(
        new ResourceKey(Role.DESTINATION, "ns", "name"),
        "uid",
        Instant.EPOCH,
        "1",
        false,
        Map.of(),
        Optional.empty(),
        read(
            "{" + section.replace("[X]", "[ReadWriteOnce]") + "}",
            ReplicationDestinationSpec.class),
        ReplicationStatus.EMPTY);
  }

  private String refused(String section) {
    return ((Prepared.Refused) prepare(resource(section))).refusal().message();
  }

  private Attempt template(Replication resource) {
    return ((Prepared.Ready) prepare(resource)).template();
  }

  private Prepared prepare(Replication resource) {
    return new Preparation(
            new CatalogSections(new MoverCatalog(List.of(disk, files), List.of())),
            world,
            world,
            GeneratedSecrets.NONE,
            Endpoints.NONE,
            new Identities(),
            Conventions.SCRIBE)
        .prepare(resource, 7, Instant.EPOCH);
  }

  private static <T> T read(String yaml, Class<T> type) {
    try {
      return Json.strict().treeToValue(YamlDocuments.read(yaml).get(0), type);
    } catch (Exception e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }

  private static Plan planned(Volume volume) {
    Plan.Builder plan = Plan.builder().step(Step.named("copy"));
    if (volume.block()) {
      plan.env("IS_DEVICE", "1");
    }
    if (volume.unread()) {
      plan.env("IS_UNREAD", "1");
    }
    return plan.build();
  }

  private static InstalledMover installed(String name, Group... groups) {
    MoverSide<Nothing, ?> side =
        MoverSide.of(Nothing.class, groups).plan(run -> planned(run.volume()));
    DataMover mover =
        new DataMover() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public String image() {
            return name + ":1";
          }

          @Override
          public Optional<MoverSide<?, ?>> source() {
            return Optional.of(side);
          }

          @Override
          public Optional<MoverSide<?, ?>> destination() {
            return Optional.of(side);
          }
        };
    return new InstalledMover(
        name, PluginHost.checked(mover), name, "1.0.0", Path.of(name + ".jar"));
  }
}
