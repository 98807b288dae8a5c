package backube.scribe.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class WrittenTest {
  private final Written<Pod> written = new Written<>();

  @Test
  void hidesWhatTheWatchToldBefore() {
    written.wrote(pod("10"));
    assertThat(written.newer(pod("9"))).isEqualTo(pod("10"));
  }

  @Test
  void givesWayToWhatTheWatchTellsLater() {
    written.wrote(pod("10"));
    assertThat(written.newer(pod("10"))).isEqualTo(pod("10"));
    written.wrote(pod("10"));
    assertThat(written.newer(pod("11"))).isEqualTo(pod("11"));
    assertThat(written.newer(pod("9"))).as("forgotten by then").isEqualTo(pod("9"));
  }

  @Test
  void knowsNothingOfAnotherObject() {
    written.wrote(new PodBuilder(pod("10")).editMetadata().withUid("b").endMetadata().build());
    assertThat(written.newer(pod("9"))).isEqualTo(pod("9"));
  }

  @Test
  void believesTheWatchWhereVersionsAreNoNumbers() {
    written.wrote(pod("zz"));
    assertThat(written.newer(pod("aa"))).isEqualTo(pod("aa"));
  }

  @Test
  void forgetsWhatIsGone() {
    written.wrote(pod("10"));
    written.gone(pod("9"));
    assertThat(written.newer(pod("9"))).isEqualTo(pod("9"));
  }

  private static Pod pod(String version) {
    return new PodBuilder()
        .withNewMetadata()
        .withUid("a")
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
