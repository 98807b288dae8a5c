package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Parts of the cluster itself go while movers are at work, and come back. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Isolated("all scenarios share the cluster")
class ServicesLostTest {
  @Test
  void theApiServerIsAwayForTwoMinutes(ClusterRig rig, Scenario scenario) {
    ClusterService server = rig.service("kube-apiserver");
    Repository repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("one", "precious");
    rig.repository("other");
    rig.volume("waiting").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(photos, "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(slow("waiting", "schedule: \"0 0 1 1 *\"").replace("repo\n", "other\n"));
    Status waits =
        scenario.await(
            source("waiting"), "to wait", now -> !now.lastSyncTime().isEmpty() && now.idle());

    rig.apply(slow("photos", "manual: first"));
    rig.volume("restore");
    rig.apply(Manifests.destination("restore", "manual: once", Movers.SLOW));
    Movers movers = new Movers(rig);
    JsonNode halted = movers.awaitAtWork(source("photos"));
    NodeProcesses processes = rig.processesBeside(halted);
    processes.signal(Movers.uid(halted), "STOP");
    String seen =
        rig.objects().get("ReplicationSource", "photos").at("/metadata/resourceVersion").asText();
    try (server) {
      server.stop();
      server.staysAway(Duration.ofMinutes(2));
    }
    assertThat(rig.objects().watchFrom("/apis/scribe.backube/v1alpha1/replicationsources", seen))
        .as("the API server does not know what was before: watches begin anew")
        .contains("\"code\":410");
    processes.signal(Movers.uid(halted), "CONT");
    scenario.awaitSynced(source("photos"), "first");
    scenario.awaitSynced(destination("restore"), "once");

    assertThat(movers.awaitAll(3)).as("one for each sync").hasSize(3);
    assertThat(repository.snapshots()).as("with the one by hand").hasSize(2);
    assertThat(rig.volume("restore").read("one")).isEqualTo("precious");
    assertThat(rig.leftovers()).isEmpty();
    assertThat(rig.status(source("waiting")))
        .as("nothing is written without need")
        .isEqualTo(waits);
    assertThat(rig.warnings()).isEmpty();
  }

  @Test
  void theKubeletIsRestarted(ClusterRig rig, Scenario scenario) {
    ClusterService kubelet = rig.service("kubelet");
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(slow("photos", "manual: first"));
    Movers movers = new Movers(rig);
    movers.awaitAtWork(source("photos"));
    try (kubelet) {
      kubelet.stop();
    }
    scenario.awaitSynced(source("photos"), "first");
    assertThat(movers.awaitAll(1)).hasSize(1);
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
  }

  private static String slow(String name, String trigger) {
    return Manifests.source(
        name, trigger, "copyMethod: Snapshot", "retain: {last: 9}", Movers.SLOW);
  }
}
