package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of volumes on their way to a remote of rclone's, and images on the way back. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RcloneVolumesTest {
  @ParameterizedTest
  @ValueSource(strings = {"Snapshot", "Clone"})
  void aCopyGoesThereAndComesBackAsAnImage(String copyMethod, ClusterRig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    Volume odd = rig.volume("odd");
    odd.fillWithSample();
    odd.run("rm -r deep");
    List<String> before = odd.listing();
    rig.controller().start();
    rig.apply(remote.source("odd", "first", "copyMethod: " + copyMethod));
    scenario.awaitSynced(source("odd"), "first");

    rig.volume("restored");
    rig.apply(remote.destination("restored", "first", "copyMethod: Snapshot"));
    Status back = scenario.awaitSynced(destination("restored"), "first");
    rig.fromImage(back, "again").assertHolds(before);
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  @Unprivileged
  void anOrdinaryUserCopiesWhatItOwns(ClusterRig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    Volume photos = rig.volume("photos");
    photos.run(
        "mkdir -m 750 a; echo precious >a/one; chmod 640 a/one; ln a/one two; ln -s a/one to");
    List<String> before = photos.listing();
    rig.controller().start();
    rig.apply(remote.source("photos", "first"));
    assertThat(scenario.awaitSynced(source("photos"), "first").warning()).isEmpty();

    Volume restored = rig.volume("restored");
    rig.apply(remote.destination("restored", "first"));
    assertThat(scenario.awaitSynced(destination("restored"), "first").warning()).isEmpty();
    restored.assertHolds(before);
  }
}
