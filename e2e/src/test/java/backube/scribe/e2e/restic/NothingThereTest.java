package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.destination;
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

/** Empty sources, empty repositories, missing repositories. */
@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class NothingThereTest {
  @Test
  void anEmptySourceIsAWarningAndCostsNoSnapshot(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    var photos = rig.volume("photos");
    photos.write("one", "1");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    scenario.awaitSynced(source("photos"), "first");
    var saved = repository.snapshots();

    photos.delete("one");
    rig.apply(Manifests.source("photos", "manual: second"));
    Status status = scenario.awaitSynced(source("photos"), "second");
    assertThat(status.warning()).contains("empty");
    assertThat(status.result()).isEqualTo("Successful");
    assertThat(repository.snapshots()).isEqualTo(saved);
  }

  @Test
  void aWarningCountsAsFailureWhereThatIsWanted(Rig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos");
    rig.apply(Manifests.source("photos", "manual: first", "failOnWarning: true"));
    rig.controller().start();
    Status status =
        scenario.await(
            source("photos"), "to have failed", s -> s.result().equals("Failed") && s.idle());
    assertThat(status.message()).contains("empty");
    assertThat(status.lastManualSync()).isEmpty();
  }

  @Test
  void aRestoreFromNowhereFailsAndMakesNoRepository(Rig rig, Scenario scenario) {
    rig.repository("repo");
    var restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once"));
    rig.controller().start();
    Status status =
        scenario.await(
            destination("restored"),
            "to have failed",
            s -> s.result().equals("Failed") && s.idle());
    assertThat(status.reason()).isEqualTo("NoRepository");
    assertThat(status.lastManualSync()).isEmpty();
    assertThat(restored.listing()).hasSize(1);
    assertThat(rig.log(destination("restored"))).doesNotContain("Initialize Dir");
  }

  @Test
  void aRestoreFromNowhereMaySucceedWhereThatIsWanted(Rig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once", "whenEmpty: Continue"));
    rig.controller().start();
    Status status = scenario.awaitSynced(destination("restored"), "once");
    assertThat(status.warning()).contains("no repository");
    assertThat(status.logs()).contains("No eligible snapshots found");
  }

  @Test
  void aRestoreFromAnEmptyRepositorySaysWhatItLookedFor(Rig rig, Scenario scenario) {
    rig.repository("repo").restic("init");
    rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once"));
    rig.controller().start();
    Status status = scenario.awaitReason(destination("restored"), "NoSnapshot");
    assertThat(status.message()).contains("host volsync and path /data");
  }
}
