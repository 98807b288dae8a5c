package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The controller goes while a mover is at work, and another one comes. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Isolated("all scenarios share the controller")
class ControllerLostTest {
  @Test
  void theNextControllerTakesOverTheRunOfOneThatWasKilled(ClusterRig rig, Scenario scenario) {
    Repository repository = begin(rig);
    rig.controller().kill();
    rig.controller().start();
    assertOneRun(rig, scenario, repository);
  }

  @Test
  void aRunThatEndsWithoutAControllerIsRecordedByTheNext(ClusterRig rig, Scenario scenario) {
    Repository repository = begin(rig);
    rig.controller().stop();
    try {
      new Movers(rig).awaitEnded(source("photos"));
    } finally {
      rig.controller().start();
    }
    assertOneRun(rig, scenario, repository);
  }

  private static Repository begin(ClusterRig rig) {
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot", Movers.SLOW));
    new Movers(rig).awaitAtWork(source("photos"));
    return repository;
  }

  private static void assertOneRun(ClusterRig rig, Scenario scenario, Repository repository) {
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.log(source("photos"))).containsOnlyOnce("=== Starting backup ===");
    assertThat(rig.leftovers()).isEmpty();
  }
}
