package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.RecordingApi;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.volume.Claims;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mover that works on a volume itself, not on a copy, goes where the volume is in use. */
class PlacementTest {
  private static final Replication SOURCE = Owners.source("photos");
  private static final Map<String, String> NODE = Map.of("kubernetes.io/hostname", "host-of-node7");

  @AutoClose private final RecordingApi api = new RecordingApi();

  @Test
  void theNodeIsThatOfTheRunningPodByTheLabelOfItsHost() {
    claim("ReadWriteOnce");
    node(NODE);
    api.has(pod("waits", "Pending").editSpec().withNodeName(null).endSpec().build());
    api.has(pod("works", "Running").build());

    assertThat(place().selector()).isEqualTo(NODE);
    assertThat(place().tolerations())
        .singleElement()
        .satisfies(toleration -> assertThat(toleration.getKey()).isEqualTo("dedicated"));
  }

  @Test
  void aPodThatHasNoNodeYetConstrainsNothing() {
    claim("ReadWriteOnce");
    api.has(pod("waits", "Pending").editSpec().withNodeName(null).endSpec().build());

    assertThat(place()).isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void aPodOnItsWayToANodeCounts() {
    claim("ReadWriteOncePod");
    node(NODE);
    api.has(pod("starts", "Pending").build());

    assertThat(place().selector()).isEqualTo(NODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReadWriteMany", "ReadOnlyMany"})
  void aVolumeThatSeveralNodesMayMountIsPinnedToNone(String mode) {
    claim(mode);
    node(NODE);
    api.has(pod("works", "Running").build());

    assertThat(place()).isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void podsThatEndedOrAreEndingOrAreMoversOrUseOtherVolumesDoNotCount() {
    claim("ReadWriteOnce");
    node(NODE);
    api.has(pod("ended", "Succeeded").build());
    api.has(
        pod("ending", "Running")
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T12:00:00Z")
            .endMetadata()
            .build());
    for (Dialect dialect : Dialect.ALL) {
      api.has(
          pod("mover-" + dialect.creator(), "Running")
              .editMetadata()
              .withLabels(Map.of(Stamp.CREATED_BY, dialect.creator()))
              .endMetadata()
              .build());
    }
    api.has(
        pod("other", "Running")
            .editSpec()
            .editFirstVolume()
            .editPersistentVolumeClaim()
            .withClaimName("others")
            .endPersistentVolumeClaim()
            .endVolume()
            .endSpec()
            .build());

    assertThat(place()).isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void aVolumeThatWasMadeForOnePodIsSeenToBeInUse() {
    claim("ReadWriteOnce");
    node(NODE);
    api.has(
        pod("da", "Running") // with its volume "ta" that is the claim "da-ta"
            .editSpec()
            .withVolumes()
            .addNewVolume()
            .withName("ta")
            .withNewEphemeral()
            .endEphemeral()
            .endVolume()
            .endSpec()
            .build());
    api.has(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("da-ta")
            .endMetadata()
            .withNewSpec()
            .withAccessModes("ReadWriteOnce")
            .endSpec()
            .build());

    assertThat(site("da-ta", false).place().selector()).isEqualTo(NODE);
  }

  @Test
  void aNodeThatDoesNotTellItsHostIsNamed() {
    claim("ReadWriteOnce");
    node(Map.of());
    api.has(pod("works", "Running").build());

    assertThatThrownBy(this::place)
        .isInstanceOf(EffectFailed.class)
        .hasMessage("unable to find kubernetes.io/hostname label from node node7 for nodeSelector");
  }

  @Test
  void aCopyMayBeReadAnywhere() {
    claim("ReadWriteOnce");
    node(NODE);
    api.has(pod("works", "Running").build());

    assertThat(site("data", true).place()).isEqualTo(Site.Place.ANYWHERE);
  }

  private Site.Place place() {
    return site("data", false).place();
  }

  private Site site(String claim, boolean copied) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
    return new Sites(
            api.client(),
            Dialect.SCRIBE,
            new OwnObjects<>(
                ServiceAccount.class, api.client(), new Stamp(Dialect.SCRIBE), changed -> {}),
            new Claims(api.client(), clock),
            Map.of(),
            List.of())
        .look(SOURCE, attempt(claim, copied));
  }

  private static Attempt attempt(String claim, boolean copied) {
    return Attempts.of(
        Plan.builder().step(Step.named("backup")).build(),
        new Attempt.Data(Optional.of(claim), copied),
        Optional.empty(),
        Attempts.PLAIN);
  }

  private void claim(String mode) {
    api.has(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("data")
            .endMetadata()
            .withNewSpec()
            .withAccessModes("ReadWriteOnce")
            .endSpec()
            .withNewStatus()
            .withAccessModes(mode)
            .endStatus()
            .build());
  }

  private void node(Map<String, String> labels) {
    api.has(
        new NodeBuilder()
            .withNewMetadata()
            .withName("node7")
            .withLabels(labels)
            .endMetadata()
            .build());
  }

  private static PodBuilder pod(String name, String phase) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNodeName("node7")
        .withTolerations(
            new TolerationBuilder().withKey("dedicated").withOperator("Exists").build())
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim("data", null)
        .endVolume()
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus();
  }
}
