package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class TriggerTest {
  private static final String KEEP = "retain: {last: 9}";

  @Test
  void runsOncePerManualTrigger(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "1");
    rig.apply(Manifests.source("photos", "manual: first", KEEP));
    rig.controller().start();
    scenario.awaitReason(source("photos"), "WaitingForManual");
    rig.apply(Manifests.source("photos", "manual: first", KEEP, "tags: [edited]"));
    rig.apply(Manifests.source("photos", "manual: second", KEEP, "tags: [edited]"));
    scenario.awaitSynced(source("photos"), "second");

    assertThat(repository.snapshots()).hasSize(2);
    assertThat(repository.snapshots().get(1).tags()).contains("edited");
  }

  @Test
  void pausesAndGoesOn(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "1");
    String paused =
        Manifests.source("photos", "manual: first").replace("spec:", "spec:\n  paused: true");
    rig.apply(paused);
    rig.controller().start();
    scenario.awaitReason(source("photos"), "Paused");
    assertThat(rig.log(source("photos"))).isEmpty();
    rig.apply(Manifests.source("photos", "manual: first"));
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
  }

  @Test
  @Tag("long")
  void followsASchedule(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "1");
    rig.apply(Manifests.source("photos", "schedule: '* * * * *'", KEEP));
    rig.controller().start();
    Status first =
        scenario.await(source("photos"), "to have synced", s -> !s.lastSyncTime().isEmpty());
    assertThat(first.nextSyncTime()).endsWith(":00Z");
    scenario.await(
        source("photos"),
        "to have synced again",
        s -> !s.lastSyncTime().equals(first.lastSyncTime()) && s.idle());
    assertThat(repository.snapshots()).hasSize(2);
  }
}
