package backube.scribe.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.volume.VolumeRequest;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CatalogSectionsTest {
  private final Sections sections =
      new CatalogSections(
          new MoverCatalog(
              List.of(SampleMover.installed("restic"), SampleMover.installed("rsync")), List.of()));

  private Section<?, ?> usable(Replication resource) {
    Decoded decoded = sections.decode(resource);
    assertThat(decoded).isInstanceOf(Decoded.Usable.class);
    return ((Decoded.Usable) decoded).section();
  }

  private Refusal refused(Replication resource) {
    Decoded decoded = sections.decode(resource);
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    return ((Decoded.Refused) decoded).refusal();
  }

  @Test
  void splitsAFlatSectionAmongTheOwnersOfItsFields() {
    Section<?, ?> section =
        usable(
            Resources.source(
                """
                sourcePVC: data
                trigger: {schedule: "0 * * * *"}
                restic:
                  repository: secret
                  retain: {hourly: 5, last: 3, within: 3w15h}
                  interval: 7
                  bytes: 5000000000
                  force: yes
                  asOf: 2026-03-01T12:00:00+02:00
                  limit: 10
                  mode: Quick
                  tags: [a, b]
                  labels: {x: y}
                  copyMethod: Clone
                  capacity: 10Gi
                  storageClassName: fast
                  accessModes: [ReadWriteOnce]
                  cacheCapacity: 2Gi
                  cacheAccessModes: [ReadWriteOnce]
                  moverServiceAccount: mover
                  moverSecurityContext: {runAsUser: 1000, fsGroup: 2000}
                  moverResources: {limits: {memory: 1Gi, cpu: 2}}
                  customCA: {secretName: ca, key: ca.crt}
                """));

    SampleMover.Config config = (SampleMover.Config) section.config();
    assertThat(config.repository()).contains("secret");
    assertThat(config.retain().orElseThrow().last()).contains(new IntOrString(3));
    assertThat(config.retain().orElseThrow().within()).contains("3w15h");
    assertThat(config.asOf()).contains(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(config.limit()).contains(new Quantity("10"));
    assertThat(config.mode()).contains(SampleMover.Mode.QUICK);
    assertThat(config.force()).contains(true);
    assertThat(config.more()).isEmpty();
    assertThat(section.volume())
        .contains(
            new VolumeRequest(
                CopyMethod.CLONE,
                Optional.of("data"),
                Optional.of(new Quantity("10Gi")),
                Optional.of("fast"),
                List.of("ReadWriteOnce"),
                Optional.empty(),
                false,
                false));
    assertThat(section.options().scratch())
        .containsEntry(
            "cache",
            new ScratchOptions(
                Optional.of(new Quantity("2Gi")),
                Optional.empty(),
                List.of("ReadWriteOnce"),
                false));
    assertThat(section.options().customCa().orElseThrow().key()).contains("ca.crt");
    assertThat(section.options().pod().orElseThrow().moverServiceAccount()).contains("mover");
    assertThat(
            section.options().pod().orElseThrow().moverSecurityContext().orElseThrow().getFsGroup())
        .isEqualTo(2000);
  }

  @Test
  void takesNullForUnset() {
    Section<?, ?> section =
        usable(
            Resources.source(
                """
                sourcePVC: data
                rsync:
                restic:
                  repository: secret
                  copyMethod: Direct
                  retain: {last: , within: }
                  tags:
                  interval:
                  customCA:
                  moverSecurityContext: {runAsUser: null}
                """));

    assertThat(section.mover().name()).isEqualTo("restic");
    assertThat(((SampleMover.Config) section.config()).retain().orElseThrow().last()).isEmpty();
    assertThat(section.options().customCa()).isEmpty();
  }

  @Test
  void decodesADestination() {
    Section<?, ?> section =
        usable(
            Resources.destination(
                """
                restic:
                  repository: secret
                  copyMethod: Snapshot
                  capacity: 1Gi
                  accessModes: [ReadWriteMany]
                  cleanupTempPVC: true
                  cleanupCachePVC: true
                """));

    VolumeRequest volume = section.volume().orElseThrow();
    assertThat(volume.claim()).isEmpty();
    assertThat(volume.cleanup()).isTrue();
    assertThat(section.options().scratch().get("cache").cleanup()).isTrue();
  }

  @Test
  void decodesAnyMoverUnderSpecPlugin() {
    Section<?, ?> section =
        usable(
            Resources.source(
                """
                sourcePVC: data
                plugin: {mover: rsync, config: {repository: secret, copyMethod: Direct}}
                """));

    assertThat(section.mover().name()).isEqualTo("rsync");
  }

  @Test
  void leavesAResourceOfAnotherControllerAlone() {
    assertThat(sections.decode(Resources.source("external: {provider: example.org/x}")))
        .isEqualTo(new Decoded.Elsewhere());
    assertThat(sections.decode(Resources.source("external: {}")))
        .isEqualTo(new Decoded.Elsewhere());
  }

  @Test
  void readsThePreviousStatusLenientlyOrNotAtAll() {
    Replication resource =
        Resources.source("{sourcePVC: data, restic: {repository: s, copyMethod: Direct}}");

    assertThat(usable(Resources.with(resource, "restic: {last: a, at: null, newer: [1]}")).status())
        .isEqualTo(Optional.of(new SampleMover.Status(Optional.of("a"), Optional.empty())));
    assertThat(usable(Resources.with(resource, "restic: {last: [1]}")).status()).isEmpty();
    assertThat(usable(Resources.with(resource, "restic: odd")).status()).isEmpty();
    assertThat(usable(resource).status()).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "bad-sections.csv",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 20_000)
  void refuses(String kind, String spec, String reason, String message) {
    Refusal refusal =
        refused(kind.equals("source") ? Resources.source(spec) : Resources.destination(spec));

    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.reason()).isEqualTo(reason);
  }

  @Test
  void anAbsentChoiceIsWhatTheDialectSays() {
    Sections dialect =
        new CatalogSections(
            new MoverCatalog(List.of(SampleMover.installed("restic")), List.of()),
            Map.of(
                "restic.mode", "Careful",
                "restic.repository", "not a choice",
                "restic.unheard-of", "x",
                "rsync.mode", "Quick",
                "mode", "Quick"));

    assertThat(config(dialect, "")).isEqualTo(Optional.of(SampleMover.Mode.CAREFUL));
    assertThat(config(dialect, ", mode: null")).isEqualTo(Optional.of(SampleMover.Mode.CAREFUL));
    assertThat(config(dialect, ", mode: Quick")).isEqualTo(Optional.of(SampleMover.Mode.QUICK));
    assertThat(config(sections, "")).isEqualTo(Optional.empty());
  }

  private static Optional<SampleMover.Mode> config(Sections dialect, String more) {
    Replication resource =
        Resources.source(
            "{sourcePVC: data, restic: {repository: s, copyMethod: Direct%s}}".formatted(more));
    Decoded.Usable decoded = (Decoded.Usable) dialect.decode(resource);
    return ((SampleMover.Config) decoded.section().config()).mode();
  }

  @Test
  void saysThatNoMoverIsInstalled() {
    Decoded decoded =
        new CatalogSections(new MoverCatalog(List.of(), List.of()))
            .decode(Resources.source("{sourcePVC: data, restic: {}}"));

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Refused(
                new Refusal(
                    Reasons.MOVER_NOT_INSTALLED,
                    "spec.restic: mover restic is not installed; installed are: none")));
  }

  @Test
  void saysWhyAPluginThatMayHaveTheMoverWasRefused() {
    RefusedPlugin refused = new RefusedPlugin("restic.jar", "it can't be read as a jar");
    Decoded decoded =
        new CatalogSections(new MoverCatalog(List.of(), List.of(refused)))
            .decode(Resources.source("{sourcePVC: data, restic: {}}"));

    assertThat(((Decoded.Refused) decoded).refusal().message())
        .endsWith("installed are: none; refused plugin restic.jar: it can't be read as a jar");
  }

  @Test
  void listsManyProblemsAndCountsTheRest() {
    StringBuilder spec =
        new StringBuilder("{sourcePVC: a, restic: {repository: s, copyMethod: Direct");
    for (int i = 100; i < 150; i++) {
      spec.append(", zzzzzzzz").append(i).append(": 1");
    }

    assertThat(refused(Resources.source(spec + "}}")).message())
        .contains("spec.restic.zzzzzzzz119: unknown field")
        .doesNotContain("zzzzzzzz120")
        .endsWith("; and 30 more");
  }
}
