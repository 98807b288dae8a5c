package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A destination that listens: where, for whom, and for how long. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RsyncListenerTest {
  private static final String SERVICE = "scribe-rsync-tls-dst-mirror";
  private static final String KEYS = "scribe-rsync-tls-dst-mirror";
  private static final String[] DIRECT = {"copyMethod: Direct", "destinationPVC: mirror"};

  @Test
  void aLoadBalancersAddressIsWaitedForAndFollowed(ClusterRig near) {
    RsyncPeers peers = RsyncPeers.of(near, "rsyncTLS");
    near.volume("site").write("letter", "by two ways");
    peers.far().volume("mirror");
    near.controller().start();
    String[] balanced = {
      "copyMethod: Direct", "destinationPVC: mirror", "serviceType: LoadBalancer"
    };
    peers.receive("first", balanced);
    Status waiting =
        peers.awaitMirror(
            "to have no address",
            status -> status.message().contains("ensure the proper serviceType was specified"));
    assertThat(waiting.reason()).isEqualTo("NoServiceAddressAssigned");
    assertThat(waiting.json().path("rsyncTLS").has("address")).isFalse();
    assertThat(waiting.json().at("/rsyncTLS/keySecret").asText()).isEqualTo(KEYS);
    assertThat(peers.far().objects().list("Job")).isEmpty();

    String ip = service(peers).at("/spec/clusterIP").asText();
    assign(peers, "{\"ip\":\"%s\"}".formatted(ip));
    JsonNode told = peers.told();
    assertThat(told.path("address").asText()).isEqualTo(ip);
    String name = SERVICE + "." + peers.far().namespace() + ".svc.cluster.local";
    assign(peers, "{\"hostname\":\"%s\"}".formatted(name));
    peers.awaitMirror(
        "to follow", status -> status.json().at("/rsyncTLS/address").asText().equals(name));
    peers
        .far()
        .awaitEvents(
            destination("mirror"),
            "ServiceAddressAssigned: listening on address %s for incoming connections"
                .formatted(name));

    peers.send("first", name, peers.keys(told), "copyMethod: Direct");
    peers.awaitSynced("first");
    assertThat(peers.far().volume("mirror").read("letter")).isEqualTo("by two ways");
  }

  private static void assign(RsyncPeers peers, String ingress) {
    peers
        .far()
        .objects()
        .mergeStatus(
            "Service",
            SERVICE,
            "{\"status\":{\"loadBalancer\":{\"ingress\":[%s]}}}".formatted(ingress));
  }

  private static JsonNode service(RsyncPeers peers) {
    return peers.far().objects().get("Service", SERVICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsync", "rsyncTLS"})
  void aNodesPortLeadsToTheDestination(String mover, ClusterRig near) {
    RsyncPeers peers = RsyncPeers.of(near, mover);
    near.volume("site").write("letter", "by the node");
    peers.far().volume("mirror");
    near.controller().start();
    peers.receive("first", "copyMethod: Direct", "destinationPVC: mirror", "serviceType: NodePort");
    JsonNode told = peers.told();
    JsonNode service = peers.far().objects().list("Service").get(0);
    assertThat(told.path("address").asText())
        .as("within the cluster, as with VolSync")
        .isEqualTo(service.at("/spec/clusterIP").asText());
    String port = service.at("/spec/ports/0/nodePort").asText();

    String keys = peers.keys(told);
    peers.send("first", peers.far().node(), keys, "port: " + port, "copyMethod: Direct");
    peers.awaitSynced("first");
    assertThat(peers.far().volume("mirror").read("letter")).isEqualTo("by the node");
    assertThat(peers.far().objects().list("Service").get(0).at("/spec/ports/0/nodePort").asText())
        .as("as long as the Service is there")
        .isEqualTo(port);
  }

  @Test
  void aSourceMayComeFirstAndKeysMayBeTheUsers(ClusterRig near) {
    RsyncPeers peers = RsyncPeers.of(near, "rsyncTLS");
    near.volume("site").write("letter", "patience");
    String keys =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: ours}
        stringData: {psk.txt: "us:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}
        """;
    near.apply(keys);
    peers.far().apply(keys);
    near.controller().start();
    String address = SERVICE + "." + peers.far().namespace() + ".svc";
    peers.send("first", address, "ours", "copyMethod: Direct");
    new Movers(near).awaitAtWork(source("site"));

    peers.far().volume("mirror");
    peers.receive("first", "copyMethod: Direct", "destinationPVC: mirror", "keySecret: ours");
    Status received = peers.awaitSynced("first");
    assertThat(received.json().path("rsyncTLS").has("keySecret")).as("none was made").isFalse();
    assertThat(peers.far().objects().get("Secret", KEYS).isMissingNode()).isTrue();
    assertThat(peers.far().volume("mirror").read("letter")).isEqualTo("patience");
  }

  @Test
  void whoHasAnotherKeyIsToldSoAndMendingItIsEnough(ClusterRig near) {
    RsyncPeers peers = RsyncPeers.of(near, "rsyncTLS");
    near.volume("site").write("letter", "let me in");
    peers.far().volume("mirror");
    near.controller().start();
    peers.receive("first", DIRECT);
    JsonNode told = peers.told();
    near.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s}
        stringData: {psk.txt: "volsync:00112233445566778899aabbccddeeff"}
        """
            .formatted(KEYS));
    peers.send("first", told.path("address").asText(), KEYS, "copyMethod: Direct");
    peers.awaitSite("to be refused", status -> status.reason().equals("WrongCredentials"));
    assertThat(peers.mirror().reason()).isEqualTo("WaitingForPeer");
    assertThat(peers.far().volume("mirror").listing()).as("nothing came").hasSize(1);

    peers.keys(told);
    peers.awaitSynced("first");
    assertThat(peers.far().volume("mirror").read("letter")).isEqualTo("let me in");
    assertNothingOf(secret(peers), near, peers.far());
  }

  @Test
  void keepsItsAddressAndKeysThroughAPauseAndTakesThemAlongWhenItGoes(ClusterRig far) {
    RsyncPeers peers = new RsyncPeers(far, far, "rsyncTLS", RsyncPeers.OURS);
    far.volume("mirror");
    far.controller().start();
    peers.receive("first", DIRECT);
    JsonNode told = peers.told();
    String key = secret(peers);
    assertThat(key).matches("volsync:[0-9a-f]{128}");

    pause(far, true);
    peers.awaitMirror("the pause", status -> status.reason().equals("Paused"));
    assertThat(far.objects().list("Job")).isEmpty();
    pause(far, false);
    assertThat(peers.told()).isEqualTo(told);
    assertThat(secret(peers)).isEqualTo(key);

    // Somebody takes away what nobody can put back.
    far.objects().delete("Service", SERVICE);
    peers.awaitMirror(
        "another address",
        status -> !status.json().at("/rsyncTLS/address").equals(told.path("address")));
    pause(far, true);
    peers.awaitMirror("the pause", status -> status.reason().equals("Paused"));
    far.objects().merge("Secret", KEYS, "{\"data\":{\"psk.txt\":null}}");
    pause(far, false);
    Status refused =
        peers.awaitMirror(
            "to miss its key",
            status -> status.message().contains("secret is missing field: psk.txt"));
    assertThat(refused.message()).contains("delete the Secret: another one is made then");
    far.delete("Secret", KEYS);
    assertThat(peers.told().path("keySecret").asText()).isEqualTo(KEYS);
    assertThat(secret(peers)).isNotEqualTo(key);

    far.delete("ReplicationDestination", "mirror");
    Await.until("everything to go with it", () -> belongings(far), List::isEmpty, far::diagnosis);
  }

  @Test
  void theServiceGoesWhenTheMoverIsExchangedAndTheKeysStay(ClusterRig far) {
    RsyncPeers peers = new RsyncPeers(far, far, "rsyncTLS", RsyncPeers.OURS);
    far.volume("mirror");
    far.controller().start();
    peers.receive("first", DIRECT);
    peers.told();
    String key = secret(peers);
    RsyncPeers bySsh = new RsyncPeers(far, far, "rsync", RsyncPeers.OURS);
    bySsh.receive("first", DIRECT);
    bySsh.told();
    awaitServices(far, "scribe-rsync-dst-mirror");

    far.apply(
        Manifests.destination("mirror", "manual: once")); // from a repository that is not there
    awaitServices(far);
    assertThat(
            far.objects()
                .get("ReplicationDestination", "mirror")
                .at("/spec/restic")
                .isMissingNode())
        .isFalse();

    peers.receive("first", DIRECT);
    peers.told();
    awaitServices(far, SERVICE);
    assertThat(secret(peers)).isEqualTo(key);
  }

  private static void awaitServices(ClusterRig far, String... names) {
    Await.until(
        "Services " + List.of(names),
        () -> far.objects().list("Service").stream().map(Movers::name).toList(),
        List.of(names)::equals,
        far::diagnosis);
  }

  private static void pause(ClusterRig far, boolean paused) {
    far.objects()
        .merge("ReplicationDestination", "mirror", "{\"spec\":{\"paused\":%s}}".formatted(paused));
  }

  private static List<String> belongings(ClusterRig far) {
    return List.of("Job", "Pod", "Service", "Secret").stream()
        .flatMap(
            kind -> far.objects().list(kind, "app.kubernetes.io/created-by", "scribe").stream())
        .map(Movers::name)
        .toList();
  }

  private static String secret(RsyncPeers peers) {
    String encoded = peers.far().objects().get("Secret", KEYS).at("/data/psk.txt").asText();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private static void assertNothingOf(String secret, ClusterRig... rigs) {
    String key = secret.substring(secret.indexOf(':') + 1);
    for (ClusterRig rig : rigs) {
      assertThat(rig.diagnosis()).doesNotContain(key);
    }
  }
}
