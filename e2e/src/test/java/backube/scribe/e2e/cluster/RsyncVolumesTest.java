package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
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
  private static final Storage USUAL = new Storage(Optional.empty(), "ReadWriteOnce");

  @ParameterizedTest
  @CsvSource({
    "rsync, Clone, Snapshot, WAITING, ReadWriteOnce",
    "rsync, Direct, Direct, USUAL, ReadWriteMany",
    "rsyncTLS, Clone, Snapshot, EXACT, ReadWriteOnce",
    "rsyncTLS, Snapshot, Direct, WAITING, ReadWriteMany"
  })
  void withAllRights(
      String mover, String from, String into, Storage.Kind kind, String mode, ClusterRig near) {
    try (OwnClasses classes = new OwnClasses(near)) {
      Storage storage = Storage.of(kind, mode, classes);
      new TwoRounds(RsyncPeers.of(near, mover), from, into, storage, List.of()).run();
    }
  }

  @ParameterizedTest
  @CsvSource({"rsync, Snapshot, Direct", "rsyncTLS, Direct, Snapshot"})
  @Unprivileged
  void whereRestrictedIsEnforced(String mover, String from, String into, ClusterRig near) {
    new TwoRounds(RsyncPeers.of(near, mover), from, into, USUAL, List.of()).run();
  }

  @ParameterizedTest
  @CsvSource({"rsync, Clone", "rsyncTLS, Snapshot"})
  void fromACopyThatCanOnlyBeRead(String mover, String from, ClusterRig near) {
    List<String> readOnly = List.of("accessModes: [ReadOnlyMany]");
    new TwoRounds(RsyncPeers.of(near, mover), from, "Direct", USUAL, readOnly).run();
  }

  @Test
  @Unprivileged
  void underVolSyncsNames(ClusterRig near) {
    RsyncPeers peers = new RsyncPeers(near, near.beside(), "rsyncTLS", RsyncPeers.VOLSYNC);
    new TwoRounds(peers, "Snapshot", "Snapshot", USUAL, List.of()).run();
    assertThat(peers.far().objects().list("Service"))
        .extracting(Movers::name)
        .containsExactly("volsync-rsync-tls-dst-mirror");
    assertThat(peers.mirror().json().at("/latestImage/name").asText())
        .matches("volsync-mirror-dst-[0-9]{14}");
  }

  /** Movers are root there, as with VolSync, whose sshd has to give up rights. */
  @Test
  void overSshUnderVolSyncsNamesWhereNothingIsAllowedAndNothingEnforced(ClusterRig near) {
    RsyncPeers peers = new RsyncPeers(near, near.beside(), "rsync", RsyncPeers.VOLSYNC);
    ClusterVolume site = (ClusterVolume) near.volume("site", USUAL);
    site.fillWithSample();
    site.run("rm -r owners modes attributes/capable"); // what takes rights over files of others
    new TwoRounds(peers, "Snapshot", "Snapshot", USUAL, List.of()).run(site);
    assertThat(peers.far().objects().list("Service"))
        .extracting(Movers::name)
        .containsExactly("volsync-rsync-dst-mirror");
    assertThat(peers.mirror().json().at("/rsync/sshKeys").asText())
        .isEqualTo("volsync-rsync-dst-src-mirror");
    assertThat(peers.awaitSite("", status -> true).logs())
        .containsPattern("sent.*bytes.*received.*bytes.*");
  }

  @Test
  void underVolSyncsNamesEventsTellOfTransfers(ClusterRig near) {
    RsyncPeers peers = new RsyncPeers(near, near.beside(), "rsync", RsyncPeers.VOLSYNC);
    near.volume("site").write("letter", "let me in");
    peers.far().volume("mirror");
    near.controller().start();
    peers.receive("first", "copyMethod: Direct", "destinationPVC: mirror");
    JsonNode told = peers.told();
    peers.sendWithKeysOfItsOwn("first", told.path("address").asText());
    near.awaitEvents(
        source("site"),
        "TransferStarted: starting Job/volsync-rsync-src-site to transmit data",
        "TransferFailed: mover Job backoff limit reached");

    peers.send("first", told.path("address").asText(), peers.keys(told), "copyMethod: Direct");
    peers.awaitSynced("first");
    peers
        .far()
        .awaitEvents(
            destination("mirror"),
            "TransferStarted: starting Job/volsync-rsync-dst-mirror to receive data");
    assertThat(peers.far().events(destination("mirror")))
        .noneMatch(event -> event.contains("TransferFailed"));
    assertThat(peers.far().volume("mirror").read("letter")).isEqualTo("let me in");
  }
}
