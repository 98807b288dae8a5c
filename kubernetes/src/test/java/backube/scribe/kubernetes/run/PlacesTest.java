package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a mover has to run because of volumes that others use. */
class PlacesTest {
  private static final PersistentVolumeClaim DATA = claim("data", "ReadWriteOnce");
  private static final PersistentVolumeClaim KEYS = claim("keys", "ReadWriteOnce");

  /** Labels of nodes, by their names. */
  private final Map<String, Map<String, String>> nodes =
      Map.of(
          "node1", Map.of("kubernetes.io/hostname", "first.example"),
          "node2", Map.of("kubernetes.io/hostname", "second.example"),
          "bare", Map.of());

  private final Places places =
      new Places(
          name ->
              Optional.ofNullable(nodes.get(name))
                  .map(
                      labels ->
                          new NodeBuilder().withNewMetadata().withLabels(labels).and().build()));

  @Test
  void thatOfThePodThatRunsByTheLabelOfItsNodeWithItsTolerations() {
    Site.Place place =
        of(List.of(DATA), pod("starts", "Pending", "node2", "data"), running("node1", "data"));

    assertThat(place.selector())
        .containsExactly(Map.entry("kubernetes.io/hostname", "first.example"));
    assertThat(place.tolerations())
        .extracting(toleration -> toleration.getKey())
        .containsExactly("dedicated");
  }

  @Test
  void thatOfAPodThatIsAboutToRunIfNoneRuns() {
    assertThat(of(List.of(DATA), pod("starts", "Pending", "node2", "data")).selector())
        .containsValue("second.example");
  }

  @Test
  void anywhereIfNobodyUsesThem() {
    assertThat(of(List.of(DATA))).isEqualTo(Site.Place.ANYWHERE);
    assertThat(of(List.of(DATA), running("node1", "another"))).isEqualTo(Site.Place.ANYWHERE);
    assertThat(of(List.of(DATA), pod("over", "Succeeded", "node1", "data")))
        .isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void anywhereIfItsPodHasNoNodeYet() {
    assertThat(of(List.of(DATA), pod("waits", "Pending", null, "data")))
        .isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void anywhereIfManyNodesCanMountThem() {
    assertThat(of(List.of(claim("data", "ReadWriteMany")), running("node1", "data")))
        .isEqualTo(Site.Place.ANYWHERE);
    assertThat(of(List.of(claim("data", "ReadOnlyMany")), running("node1", "data")))
        .isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void ourOwnPodsDoNotCount() {
    Pod mover = running("node1", "data");
    mover.getMetadata().setLabels(Map.of("app.kubernetes.io/created-by", "volsync"));

    assertThat(of(List.of(DATA), mover)).isEqualTo(Site.Place.ANYWHERE);
  }

  @Test
  void theFirstVolumeThatIsInUseDecides() {
    assertThat(
            of(List.of(DATA, KEYS), running("node1", "data"), running("node2", "keys")).selector())
        .containsValue("first.example");
    assertThat(of(List.of(DATA, KEYS), running("node2", "keys")).selector())
        .containsValue("second.example");
  }

  @Test
  void aNodeWithoutTheLabelIsNamed() {
    assertThatThrownBy(() -> of(List.of(DATA), running("bare", "data")))
        .hasMessage("unable to find kubernetes.io/hostname label from node bare for nodeSelector");
    assertThatThrownBy(() -> of(List.of(DATA), running("gone", "data")))
        .hasMessageContaining("label from node gone");
  }

  private Site.Place of(List<PersistentVolumeClaim> mounted, Pod... pods) {
    return places.of(mounted, new VolumeUsers(List.of(pods)));
  }

  private static PersistentVolumeClaim claim(String name, String mode) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .endSpec()
        .withNewStatus()
        .withAccessModes(mode)
        .endStatus()
        .build();
  }

  private static Pod running(String node, String claim) {
    return pod("of-" + claim, "Running", node, claim);
  }

  private static Pod pod(String name, String phase, String node, String claim) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .addNewToleration()
        .withKey("dedicated")
        .endToleration()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim(claim, null)
        .endVolume()
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }
}
