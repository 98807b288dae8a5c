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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The cluster takes a mover's memory or its place. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class MoverKilledTest {
  @Test
  void oneThatRunsOutOfMemoryNamesTheLimitAndGoesOnWhenItIsRaised(
      ClusterRig rig, Scenario scenario) {
    Repository repository = begin(rig);
    rig.apply(photos("moverResources: {limits: {memory: 24Mi}}"));
    Status failed = scenario.awaitReason(source("photos"), "Retrying");
    assertThat(failed.message())
        .contains("attempt 1 of 8", "moverResources.limits.memory", "OOMKilled");
    rig.awaitEvents(source("photos"), "moverResources.limits.memory");

    rig.apply(photos("moverResources: {limits: {memory: 1Gi}}"));
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void oneThatIsEvictedGoesOn(ClusterRig rig, Scenario scenario) {
    Repository repository = begin(rig);
    rig.apply(photos(Movers.SLOW));
    JsonNode mover = new Movers(rig).awaitAtWork(source("photos"));
    rig.objects().evict(Movers.name(mover));
    scenario.awaitSynced(source("photos"), "first");
    assertThat(new Movers(rig).awaitAll(2)).hasSize(2);
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(repository.locks()).isEmpty();
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aMoverThatNoNodeWillHaveGivesWayWhenItsPlaceIsCorrected(ClusterRig rig, Scenario scenario) {
    Repository repository = begin(rig);
    rig.apply(photos("moverResources: {requests: {memory: 9999Gi}}"));
    scenario.awaitReason(source("photos"), "WaitingForMover");
    rig.apply(photos());
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  /** Everybody writes to what the controller writes to. */
  @Test
  void oneWhoseObjectsOthersChangeAllTheTimeIsLeftToItsWork(ClusterRig rig, Scenario scenario) {
    Repository repository = begin(rig);
    rig.apply(photos(Movers.SLOW));
    Movers movers = new Movers(rig);
    movers.awaitAtWork(source("photos"));
    scenario.await(
        source("photos"),
        "to be synced while others write",
        status -> {
          long now = System.nanoTime();
          String note =
              "\"metadata\":{\"annotations\":{\"note\":\"%1$d\"},\"labels\":{\"note\":\"%1$d\"}}"
                  .formatted(now);
          String spec = "\"spec\":{\"restic\":{\"pruneIntervalDays\":%d}}".formatted(7 + now % 90);
          String others = "{\"status\":{\"external\":{\"note\":\"%d\"}}}".formatted(now);
          rig.objects().merge("ReplicationSource", "photos", "{" + note + "," + spec + "}");
          rig.objects().mergeStatus("ReplicationSource", "photos", others);
          rig.objects().merge("Job", Movers.job(source("photos")), "{" + note + "}");
          return status.lastManualSync().equals("first") && status.idle();
        });
    assertThat(movers.awaitAll(1)).hasSize(1);
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
    assertThat(rig.warnings()).isEmpty();
    assertThat(rig.status(source("photos")).json().at("/external/note").asText())
        .as("what others wrote is left alone")
        .isNotEmpty();
  }

  private static Repository begin(ClusterRig rig) {
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    return repository;
  }

  private static String photos(String... section) {
    return Manifests.source("photos", "manual: first", section);
  }
}
