package backube.scribe.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * "site" is sent to "mirror", is changed, and is sent again; both times they are compared.
 *
 * @param from copyMethod of the source
 * @param into copyMethod of the destination, whose volume is made by it if that is Snapshot
 * @param storage of the volumes
 * @param sending more of the source's section
 */
record TwoRounds(
    RsyncPeers peers, String from, String into, Storage storage, List<String> sending) {
  /** Changes and deletions of the sample. */
  static final String CHANGE =
      """
      cd "$(dirname "$(find . -maxdepth 2 -name names)")"
      rm -r names many/03
      echo more >>big/repeats
      ln many/05/file-005 many/05/linked
      rm -r empty/folder; echo a file now >empty/folder
      chmod 600 many/04/file-004; touch -d 2001-02-03T04:05:06.789 many/06
      """;

  void run() {
    ClusterVolume site = (ClusterVolume) peers.near().volume("site", storage);
    site.fillWithSample();
    run(site);
  }

  /** The same of a source that is filled already. */
  void run(ClusterVolume site) {
    if (into.equals("Direct")) {
      peers.far().volume("mirror", storage);
    }
    peers.near().controller().start();

    peers.receive("first", receiving());
    JsonNode told = peers.told();
    String address = told.path("address").asText();
    String keys = peers.keys(told);
    List<String> before = site.listing();
    peers.send("first", address, keys, source());
    compare(peers.awaitSynced("first"), "first", before);

    site.run(CHANGE);
    List<String> after = site.listing();
    peers.receive("second", receiving());
    assertThat(peers.told().path("address").asText()).as("as before").isEqualTo(address);
    peers.send("second", address, keys, source());
    compare(peers.awaitSynced("second"), "second", after);
    assertThat(peers.near().leftovers()).isEmpty();
    assertThat(peers.far().leftovers()).isEmpty();
  }

  private String[] source() {
    List<String> section = new ArrayList<>(sending);
    section.add("copyMethod: " + from);
    return section.toArray(String[]::new);
  }

  private String[] receiving() {
    return into.equals("Direct")
        ? new String[] {"copyMethod: Direct", "destinationPVC: mirror"}
        : Stream.concat(
                Stream.of(storage.made()),
                Stream.of(
                    "copyMethod: Snapshot",
                    "moverSecurityContext: " + peers.far().moverSecurityContext()))
            .toArray(String[]::new);
  }

  private void compare(Status synced, String trigger, List<String> expected) {
    mirror(synced, trigger).assertHolds(expected);
  }

  /** What the destination has published, or its volume. */
  private ClusterVolume mirror(Status synced, String trigger) {
    ClusterRig far = peers.far();
    return synced.json().at("/latestImage/kind").asText().equals("VolumeSnapshot")
        ? far.fromImage(synced, "image-" + trigger, storage)
        : (ClusterVolume) far.volume("mirror");
  }
}
