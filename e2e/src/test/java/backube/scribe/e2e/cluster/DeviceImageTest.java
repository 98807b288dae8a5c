package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Device;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rsync.DevicePair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Copies and images of raw block devices are devices. */
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Tag("cluster")
class DeviceImageTest {
  @Test
  void ofACloneADestinationMakesADeviceAndPublishesAnImageOfIt(ClusterRig rig, Scenario scenario) {
    String storage = Knob.EXACT_VOLUMES.value();
    DevicePair pair = new DevicePair(rig, scenario, "rsyncTLS");
    Device disk = rig.device("disk", 8);
    disk.fill();
    rig.controller().start();
    pair.receive(
        "first",
        "copyMethod: Snapshot",
        "volumeMode: Block",
        "capacity: 8Mi",
        "accessModes: [ReadWriteOnce]",
        "storageClassName: " + storage);
    pair.send("first", pair.told(), "copyMethod: Clone");
    pair.awaitSynced("first");
    rig.apply(
        ClusterDevice.manifest("again", 8)
            + """
              dataSource:
                apiGroup: snapshot.storage.k8s.io
                kind: VolumeSnapshot
                name: %s
            """
                .formatted(
                    rig.status(destination("mirror"))
                        .json()
                        .path("latestImage")
                        .path("name")
                        .asText()));
    assertThat(rig.existingDevice("again", 8).digest()).isEqualTo(disk.digest());
    assertThat(rig.leftovers()).isEmpty();
  }
}
