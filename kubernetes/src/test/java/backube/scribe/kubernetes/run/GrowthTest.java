package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Step;
import backube.scribe.api.resource.CopyMethod;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The size of volumes that were made earlier. */
class GrowthTest {
  private final List<String> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Optional<PersistentVolumeClaim> there = Optional.empty();
  private boolean refused;
  private final Growth growth =
      new Growth(
          Dialect.SCRIBE,
          (namespace, name) -> there.filter(claim -> claim.getMetadata().getName().equals(name)),
          this::resize,
          (about, type, reason, action, message) -> told.add(type + " " + message));

  @Test
  void moreIsAskedFor() {
    growth.ensure(Owners.destination("photos"), claim("1Gi"), new Quantity("2Gi"));

    assertThat(asked).containsExactly("scribe-photos-dest 2Gi");
    assertThat(told).isEmpty();
  }

  @Test
  void theSameInOtherWordsIsNoChange() {
    growth.ensure(Owners.destination("photos"), claim("1Gi"), new Quantity("1024Mi"));

    assertThat(asked).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void lessIsToldAndNotTried() {
    growth.ensure(Owners.destination("photos"), claim("2Gi"), new Quantity("1Gi"));

    assertThat(asked).isEmpty();
    assertThat(told)
        .containsExactly(
            "WARNING PersistentVolumeClaim scribe-photos-dest keeps its 2Gi: 1Gi was asked for, but"
                + " volumes can't shrink");
  }

  @Test
  void aRefusalIsToldInTheWordsOfTheClusterAndStopsNothing() {
    refused = true;
    growth.ensure(Owners.destination("photos"), claim("1Gi"), new Quantity("2Gi"));

    assertThat(told)
        .containsExactly(
            "WARNING PersistentVolumeClaim scribe-photos-dest keeps its 1Gi: it can't grow to 2Gi:"
                + " the class does not support it");
  }

  @Test
  void theVolumeThatWasMadeForADestinationGrowsAndOneOfItsNameDoesNot() {
    Replication photos = Owners.destination("photos");
    PersistentVolumeClaim namesake = claim("1Gi");
    there = Optional.of(namesake);
    growth.ofDestination(photos, restore("2Gi"));
    assertThat(asked).isEmpty();

    Stamp stamp = new Stamp(Dialect.SCRIBE);
    there =
        Optional.of(
            new PersistentVolumeClaimBuilder(namesake)
                .withMetadata(stamp.of(photos, namesake.getMetadata().getName(), ThingId.volume()))
                .build());
    growth.ofDestination(photos, restore("2Gi"));
    assertThat(asked).containsExactly("scribe-photos-dest 2Gi");
  }

  private static Attempt restore(String capacity) {
    return Attempts.of(
        Plan.builder().step(Step.named("restore")).build(),
        new Attempt.Data(Optional.empty(), false),
        Optional.of(
            new VolumeRequest(
                CopyMethod.DIRECT,
                Optional.empty(),
                Optional.of(new Quantity(capacity)),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                false)),
        Attempts.PLAIN);
  }

  private void resize(PersistentVolumeClaim claim, Quantity size) {
    if (refused) {
      throw new KubernetesClientException("the class does not support it");
    }
    asked.add(claim.getMetadata().getName() + " " + size);
  }

  private static PersistentVolumeClaim claim(String size) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("scribe-photos-dest")
        .endMetadata()
        .withNewSpec()
        .withNewResources()
        .withRequests(Map.of("storage", new Quantity(size)))
        .endResources()
        .endSpec()
        .build();
  }
}
