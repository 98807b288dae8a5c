package backube.scribe.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A volume becomes like one of another namespace, twice, whatever the sides copy from and into. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RsyncVolumesTest {
  private static final String CHANGE =
      """
      cd "$(dirname "$(find . -maxdepth 2 -name names)")"
      rm -r names many/03
      echo more >>big/repeats
      ln many/05/file-005 many/05/linked
      rm -r empty/folder; echo a file now >empty/folder
      chmod 600 many/04/file-004; touch -d 2001-02-03T04:05:06.789 many/06
      """;

  @ParameterizedTest
  @CsvSource({"rsync, Clone, Snapshot", "rsyncTLS, Snapshot, Direct"})
  void withAllRights(String mover, String from, String into, ClusterRig near) {
    replicate(RsyncPeers.of(near, mover), from, into);
  }

  @ParameterizedTest
  @CsvSource({"rsync, Snapshot, Direct", "rsyncTLS, Direct, Snapshot"})
  @Unprivileged
  void whereRestrictedIsEnforced(String mover, String from, String into, ClusterRig near) {
    replicate(RsyncPeers.of(near, mover), from, into);
  }

  @Test
  @Unprivileged
  void underVolSyncsNames(ClusterRig near) {
    RsyncPeers peers = new RsyncPeers(near, near.beside(), "rsyncTLS", RsyncPeers.VOLSYNC);
    replicate(peers, "Snapshot", "Snapshot");
    assertThat(peers.far().objects().list("Service"))
        .extracting(Movers::name)
        .containsExactly("volsync-rsync-tls-dst-mirror");
    assertThat(peers.mirror().json().at("/latestImage/name").asText())
        .matches("volsync-mirror-dst-[0-9]{14}");
  }

  private static void replicate(RsyncPeers peers, String from, String into) {
    ClusterVolume site = (ClusterVolume) peers.near().volume("site");
    site.fillWithSample();
    boolean snapshot = into.equals("Snapshot");
    if (!snapshot) {
      peers.far().volume("mirror");
    }
    String[] receiving = receiving(peers, snapshot);
    peers.near().controller().start();

    peers.receive("first", receiving);
    JsonNode told = peers.told();
    String address = told.path("address").asText();
    String keys = peers.keys(told);
    List<String> before = site.listing();
    peers.send("first", address, keys, "copyMethod: " + from);
    compare(peers, peers.awaitSynced("first"), "first", before);

    site.run(CHANGE);
    List<String> after = site.listing();
    peers.receive("second", receiving);
    assertThat(peers.told().path("address").asText()).as("as before").isEqualTo(address);
    peers.send("second", address, keys, "copyMethod: " + from);
    compare(peers, peers.awaitSynced("second"), "second", after);
    assertThat(peers.near().leftovers()).isEmpty();
    assertThat(peers.far().leftovers()).isEmpty();
  }

  private static String[] receiving(RsyncPeers peers, boolean snapshot) {
    return snapshot
        ? new String[] {
          "copyMethod: Snapshot",
          "capacity: 1Gi",
          "accessModes: [ReadWriteOnce]",
          "moverSecurityContext: " + peers.far().moverSecurityContext()
        }
        : new String[] {"copyMethod: Direct", "destinationPVC: mirror"};
  }

  private static void compare(
      RsyncPeers peers, Status synced, String trigger, List<String> expected) {
    ClusterRig far = peers.far();
    ClusterVolume mirror =
        synced.json().at("/latestImage/kind").asText().equals("VolumeSnapshot")
            ? far.fromImage(synced, "image-" + trigger)
            : (ClusterVolume) far.volume("mirror");
    mirror.assertHolds(expected);
  }
}
