package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void aContainerSaysMoreThanItsPod() {
    assertThat(Workload.of(pod(1000L, 2000L, 3000L))).isEqualTo(workload(3000L, 2000L));
    assertThat(Workload.of(pod(1000L, 2000L, null))).isEqualTo(workload(1000L, 2000L));
  }

  @Test
  void rootTellsNothing() {
    assertThat(Workload.of(pod(0L, null, null))).isEqualTo(Workload.UNKNOWN);
  }

  @Test
  void whatWasKnownBeforeCountsWhereNoUserIsKnown() {
    Workload before = workload(1000L, 2000L);

    assertThat(Workload.UNKNOWN.orElse(before)).isEqualTo(before);
    assertThat(workload(null, 7L).orElse(before)).isEqualTo(workload(1000L, 7L));
    assertThat(workload(7L, null).orElse(before)).isEqualTo(workload(7L, null));
  }

  @Test
  void aTextTellsAsMuchAsItWasMadeOf() {
    for (Workload workload :
        new Workload[] {workload(1L, 2L), workload(1L, null), workload(null, 2L)}) {
      assertThat(Workload.read(workload.text())).isEqualTo(workload);
    }
    assertThat(Workload.UNKNOWN.text()).isNull();
    assertThat(Workload.read(null)).isEqualTo(Workload.UNKNOWN);
  }

  @Test
  void aTextThatSomebodyElseWroteTellsNothing() {
    assertThat(Workload.read("root")).isEqualTo(Workload.UNKNOWN);
    assertThat(Workload.read("1000:2000:3000")).isEqualTo(Workload.UNKNOWN);
    assertThat(Workload.read("99999999999999999999:1")).isEqualTo(Workload.UNKNOWN);
    assertThat(Workload.read("0:0")).isEqualTo(workload(null, 0L));
  }

  private static Workload workload(@Nullable Long user, @Nullable Long group) {
    return new Workload(Optional.ofNullable(user), Optional.ofNullable(group));
  }

  private static Pod pod(
      @Nullable Long user, @Nullable Long group, @Nullable Long usersOfContainer) {
    return new PodBuilder()
        .withNewSpec()
        .withNewSecurityContext()
        .withRunAsUser(user)
        .withFsGroup(group)
        .endSecurityContext()
        .addNewContainer()
        .withName("main")
        .withNewSecurityContext()
        .withRunAsUser(usersOfContainer)
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
