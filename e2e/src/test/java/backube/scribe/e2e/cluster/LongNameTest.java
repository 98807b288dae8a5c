package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Names as long as Kubernetes allows, of which others have to be made. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class LongNameTest {
  /** 253 characters. */
  private static final String NAME = "n".repeat(126) + "." + "m".repeat(126);

  @Test
  void resourcesWithThemAreBackedUpAndRestored(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(
        Manifests.source(NAME, "manual: first", "copyMethod: Snapshot")
            .replace("sourcePVC: " + NAME, "sourcePVC: photos"));
    scenario.awaitSynced(source(NAME), "first");
    assertThat(rig.leftovers()).isEmpty();

    rig.apply(ClusterManifests.intoNewVolume(NAME, "manual: once"));
    Status back = scenario.awaitSynced(destination(NAME), "once");
    assertThat(rig.leftovers()).isEmpty();
    assertThat(rig.fromImage(back, "again").read("one")).isEqualTo("precious");
  }
}
