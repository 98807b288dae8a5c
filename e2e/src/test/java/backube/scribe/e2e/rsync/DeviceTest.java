package backube.scribe.e2e.rsync;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Device;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One raw block device becomes like another one. */
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Tag("cluster")
class DeviceTest {
  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void bringsAllOfADeviceAndThenWhatHasChanged(String mover, Rig rig, Scenario scenario) {
    DevicePair pair = new DevicePair(rig, scenario, mover);
    Device disk = rig.device("disk", 8);
    Device mirror = rig.device("mirror", 8);
    disk.fill();
    pair.receive("first", "copyMethod: Direct", "destinationPVC: mirror");
    rig.controller().start();
    JsonNode told = pair.told();
    pair.send("first", told, "copyMethod: Direct");
    assertThat(bytesSent(pair.awaitSynced("first"), mover)).isGreaterThan(8_000_000);
    assertThat(mirror.digest()).isEqualTo(disk.digest());

    disk.write(5_000_000, "changed");
    pair.receive("second", "copyMethod: Direct", "destinationPVC: mirror");
    pair.told();
    pair.send("second", told, "copyMethod: Snapshot");
    assertThat(bytesSent(pair.awaitSynced("second"), mover)).isBetween(1L, 1_000_000L);
    assertThat(mirror.digest()).isEqualTo(disk.digest());
    assertThat(rig.leftovers()).isEmpty();
  }

  private static long bytesSent(Status status, String mover) {
    return status.mover(mover).at("/lastTransfer/bytesSent").asLong();
  }

  @Test
  void aDestinationThatIsTooSmallIsToldBeforeAnythingIsWritten(Rig rig, Scenario scenario) {
    DevicePair pair = new DevicePair(rig, scenario, "rsyncTLS");
    rig.device("disk", 8).fill();
    Device mirror = rig.device("mirror", 4);
    String zero = mirror.digest();
    pair.receive("first", "copyMethod: Direct", "destinationPVC: mirror");
    rig.controller().start();
    pair.send("first", pair.told(), "copyMethod: Direct");
    String words = "the source has 8388608 bytes, which is bigger than the volume of the";
    for (var resource : new Resource[] {source("disk"), destination("mirror")}) {
      scenario.await(
          resource,
          "to say that the destination is too small",
          status -> status.reason().equals("Misconfigured") && status.message().contains(words));
    }
    assertThat(mirror.digest()).isEqualTo(zero);
  }
}
