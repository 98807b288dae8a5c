package backube.scribe.e2e.fault;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.StopPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ControllersTest {
  @Test
  void aSecondControllerOfTheSameStateRefusesAndDisturbsNothing(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "1");
    StopPoint point = rig.stopAt("during-backup");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    point.awaitReached();
    assertThat(rig.controller().startAnother()).contains("is held by scribe local run");
    point.goOn();
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
  }

  @Test
  void stoppingTheControllerLeavesNoLockAndTheNextOneGoesOn(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "1");
    StopPoint point = rig.stopAt("during-backup");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    point.awaitReached();
    rig.controller().stop();
    point.goOn();
    assertThat(repository.locks()).isEmpty();
    rig.controller().start();
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }
}
