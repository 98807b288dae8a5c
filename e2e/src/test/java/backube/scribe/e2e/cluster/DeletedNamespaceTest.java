package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A namespace goes while movers are at work in it. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DeletedNamespaceTest {
  @Test
  void nothingKeepsIt(ClusterRig rig) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot", Movers.SLOW));
    rig.apply(ClusterManifests.intoNewVolume("restore", "manual: once", Movers.SLOW));
    // The source's is at work too by then, or still waits for its copy.
    new Movers(rig).awaitAtWork(destination("restore"));
    rig.close(); // waits until it is gone
    assertThat(
            TestCluster.get()
                .controller()
                .log()
                .lines()
                .filter(line -> line.contains(rig.namespace()))
                .filter(line -> line.contains("\"warn\"") || line.contains("\"error\"")))
        .as("what the controller complains of")
        .isEmpty();
  }
}
