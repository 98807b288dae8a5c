package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Owners;
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
  private boolean refused;
  private final Growth growth =
      new Growth(
          Dialect.SCRIBE,
          (namespace, name) -> Optional.empty(),
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
