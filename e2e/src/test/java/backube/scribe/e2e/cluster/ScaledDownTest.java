package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A volume that no pod uses any more, or another user's. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ScaledDownTest {
  @Test
  @Unprivileged
  void whatTheLastBackupReadIsReadWhenTheWorkloadIsGone(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    ClusterVolume photos = (ClusterVolume) rig.volume("photos");
    photos.write("private", "precious");
    photos.run("chmod 600 private");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: used", "copyMethod: Snapshot"));
    assertThat(scenario.awaitSynced(source("photos"), "used").warning()).isEmpty();

    photos.leave();
    rig.apply(Manifests.source("photos", "manual: unused", "copyMethod: Snapshot"));

    assertThat(scenario.awaitSynced(source("photos"), "unused").warning()).isEmpty();
    assertThat(rig.status(source("photos")).restic().path("lastSnapshot").path("filesUnmodified"))
        .hasToString("1");
  }

  @Test
  @Unprivileged
  void aWorkloadThatComesBackAsAnotherUserIsBackedUpAsThatOne(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    ClusterVolume before = (ClusterVolume) rig.volume("photos");
    before.write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: before", "copyMethod: Snapshot"));
    scenario.awaitSynced(source("photos"), "before");

    before.leave();
    rig.existing("photos", Workload.ordinary(1000)).write("two", "more");
    rig.apply(Manifests.source("photos", "manual: after", "copyMethod: Snapshot"));

    assertThat(scenario.awaitSynced(source("photos"), "after").warning()).isEmpty();
  }
}
