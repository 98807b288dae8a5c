package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First the one side of a transfer loses its pod in the middle, and then the other one. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RsyncKilledPodsTest {
  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void whatIsLeftIsSentAndBothEndWell(String mover, ClusterRig near) {
    RsyncPeers peers = RsyncPeers.of(near, mover);
    ClusterVolume site = (ClusterVolume) near.volume("site");
    site.run("for i in {1..40}; do head -c 1M /dev/urandom >file-$i; done");
    List<String> before = site.listing();
    ClusterVolume mirror = (ClusterVolume) peers.far().volume("mirror");
    near.controller().start();
    peers.receive("first", "copyMethod: Direct", "destinationPVC: mirror");
    JsonNode told = peers.told();
    String address = told.path("address").asText();
    peers.send("first", address, peers.keys(told), "copyMethod: Direct", "bandwidthLimit: 2M");

    JsonNode sender = new Movers(near).awaitAtWork(source("site"));
    await(mirror, 5);
    near.objects().delete("Pod", Movers.name(sender));
    await(mirror, 15);
    JsonNode receiver = new Movers(peers.far()).awaitAtWork(destination("mirror"));
    peers.far().objects().delete("Pod", Movers.name(receiver));

    peers.awaitSynced("first");
    mirror.assertHolds(before);
    assertThat(near.leftovers()).isEmpty();
    assertThat(peers.far().leftovers()).isEmpty();
  }

  private static void await(ClusterVolume mirror, int files) {
    Await.until(
        files + " files to come",
        () -> mirror.listing().stream().filter(line -> line.contains("/file-")).count() >= files);
  }
}
