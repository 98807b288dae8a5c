package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Volume;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SnapshotChoiceTest {
  @Test
  void goesBackBySnapshotsAndByTime(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    rig.controller().start();
    String[] times = new String[3];
    for (int i = 0; i < 3; i++) {
      photos.write("version", "version " + i);
      rig.apply(Manifests.source("photos", "manual: v" + i, "retain: {last: 9}"));
      times[i] =
          scenario
              .awaitSynced(source("photos"), "v" + i)
              .restic()
              .path("lastSnapshot")
              .path("time")
              .asText();
    }
    assertThat(repository.snapshots()).hasSize(3);

    Volume restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: newest"));
    scenario.awaitSynced(destination("restored"), "newest");
    assertThat(restored.read("version")).isEqualTo("version 2");

    rig.apply(Manifests.destination("restored", "manual: back", "previous: 2"));
    scenario.awaitSynced(destination("restored"), "back");
    assertThat(restored.read("version")).isEqualTo("version 0");

    rig.apply(Manifests.destination("restored", "manual: then", "restoreAsOf: " + times[1]));
    scenario.awaitSynced(destination("restored"), "then");
    assertThat(restored.read("version")).as("the instant itself counts").isEqualTo("version 1");

    rig.apply(
        Manifests.destination(
            "restored", "manual: both", "previous: 1", "restoreAsOf: " + times[1]));
    scenario.awaitSynced(destination("restored"), "both");
    assertThat(restored.read("version")).isEqualTo("version 0");

    rig.apply(
        Manifests.destination("restored", "manual: early", "restoreAsOf: '2001-01-01T00:00:00Z'"));
    scenario.await(
        destination("restored"), "to find no snapshot", s -> s.message().contains("no eligible"));
    assertThat(restored.read("version")).isEqualTo("version 0");
  }
}
