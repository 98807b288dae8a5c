package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A second backup of what has not changed, each from a snapshot of its own. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class UnchangedTest {
  private static final String FILL =
      "for i in $(seq 500); do mkdir -p $((i % 20)); echo $i >$((i % 20))/$i; done";

  @Test
  void readsNoFile(ClusterRig rig, Scenario scenario) {
    rig.volume("photos").run(FILL);
    secondBackup(rig, scenario);
  }

  @Test
  @Unprivileged
  void readsNoFileWhereTheMoverHasAnFsGroup(ClusterRig rig, Scenario scenario) {
    rig.volume("photos").run(FILL);
    secondBackup(rig, scenario);
  }

  @Test
  void addsNothingWhereStorageCopiesBlocks(ClusterRig rig, Scenario scenario) {
    rig.volume("photos", Knob.EXACT_VOLUMES.value()).run(FILL);
    assertThat(secondBackup(rig, scenario).path("bytesAdded").asLong()).isZero();
  }

  @Test
  @Unprivileged
  void addsNothingWhereStorageCopiesBlocksAndTheMoverHasAnFsGroup(
      ClusterRig rig, Scenario scenario) {
    rig.volume("photos", Knob.EXACT_VOLUMES.value()).run(FILL);
    assertThat(secondBackup(rig, scenario).path("bytesAdded").asLong()).isZero();
  }

  private static JsonNode secondBackup(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.controller().start();
    for (String trigger : new String[] {"first", "second"}) {
      rig.apply(
          Manifests.source(
              "photos", "manual: " + trigger, "copyMethod: Snapshot", "retain: {last: 9}"));
      scenario.awaitSynced(source("photos"), trigger);
    }
    JsonNode second = rig.status(source("photos")).restic().path("lastSnapshot");
    assertThat(second.path("filesUnmodified").asInt()).isEqualTo(500);
    assertThat(second.path("filesChanged").asInt()).isZero();
    assertThat(second.path("filesNew").asInt()).isZero();
    return second;
  }
}
