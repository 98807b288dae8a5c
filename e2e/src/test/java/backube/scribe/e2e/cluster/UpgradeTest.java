package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The controller is upgraded, with another image of the mover, and rolled back. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Isolated("all scenarios share the controller")
class UpgradeTest {
  private static final String ABSENT = "localhost/no-such-mover:1";

  @Test
  void aRunUnderWayIsLeftAlone(ClusterRig rig, Scenario scenario) {
    HelmRelease release = HelmRelease.of(rig.controller());
    Repository repository = rig.repository("repo");
    JsonNode mover = begin(rig);
    NodeProcesses processes = rig.processesBeside(mover);
    processes.signal(Movers.uid(mover), "STOP");
    upgrade(release);
    release.rollback();
    processes.signal(Movers.uid(mover), "CONT");
    scenario.awaitSynced(source("photos"), "first");
    assertThat(new Movers(rig).awaitAll(1)).containsExactly(Movers.name(mover));
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aRunKeepsItsImageAndTheNextOneHasTheNewImageWhichMayBeCorrected(
      ClusterRig rig, Scenario scenario) {
    HelmRelease release = HelmRelease.of(rig.controller());
    Repository repository = rig.repository("repo");
    JsonNode mover = begin(rig);
    upgrade(release);
    try {
      scenario.awaitSynced(source("photos"), "first");
      assertThat(new Movers(rig).awaitAll(1)).containsExactly(Movers.name(mover));
      rig.apply(photos("second"));
      Status waiting = scenario.awaitReason(source("photos"), "WaitingForMover");
      assertThat(waiting.message()).contains("the mover's image can't be pulled", ABSENT);
    } finally {
      release.rollback();
    }
    scenario.awaitSynced(source("photos"), "second");
    assertThat(repository.snapshots()).hasSize(2);
    assertThat(rig.leftovers()).isEmpty();
  }

  private static JsonNode begin(ClusterRig rig) {
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(photos("first"));
    return new Movers(rig).awaitAtWork(source("photos"));
  }

  private static String photos(String trigger) {
    return Manifests.source(
        "photos", "manual: " + trigger, "copyMethod: Snapshot", "retain: {last: 9}", Movers.SLOW);
  }

  private static void upgrade(HelmRelease release) {
    release.upgrade("movers.restic.image=" + ABSENT, "podAnnotations.upgraded=yes");
  }
}
