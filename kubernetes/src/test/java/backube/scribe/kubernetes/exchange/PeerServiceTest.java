package backube.scribe.kubernetes.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.json.Json;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.dialect.InEachDialect;
import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.Owners;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The Service of a mover that listens, and where it is reached. */
class PeerServiceTest {
  private static final ObjectGoldens SERVICES = ObjectGoldens.of("services");
  private static final Endpoint SSH = new Endpoint("ssh", 8022, 22);

  @InEachDialect
  void withNothingAskedFor(Dialect dialect) {
    SERVICES.same(
        dialect,
        "ssh",
        json(
            new PeerService(dialect)
                .of(Owners.destination("photos"), "rsync", SSH, EndpointOptions.NONE)));
  }

  @InEachDialect
  void withAttributesOfItsOwn(Dialect dialect) {
    EndpointOptions options =
        new EndpointOptions(
            Optional.of("LoadBalancer"), Optional.of(Map.of("example.com/pool", "edge")));
    SERVICES.same(
        dialect,
        "tls-options",
        json(
            new PeerService(dialect)
                .of(
                    Owners.destination("photos"),
                    "rsyncTLS",
                    new Endpoint("rsync-tls", 8000, 8000),
                    options)));
  }

  @Test
  void noAnnotationAtAllIfNoneIsWanted() {
    EndpointOptions none = new EndpointOptions(Optional.empty(), Optional.of(Map.of()));
    assertThat(
            new PeerService(Dialect.VOLSYNC)
                .of(Owners.destination("photos"), "rsync", SSH, none)
                .getMetadata()
                .getAnnotations())
        .isEmpty();
  }

  @Test
  void longNamesAreShortenedAsVolSyncDoes() {
    String name = "a".repeat(60);
    Service service =
        new PeerService(Dialect.VOLSYNC)
            .of(Owners.destination(name), "rsync", SSH, EndpointOptions.NONE);
    assertThat(service.getMetadata().getName()).matches("volsync-rsync-dst-[0-9a-f]{8}");
    assertThat(service.getSpec().getSelector().get("app.kubernetes.io/name"))
        .matches("dst-[0-9a-f]{8}");
  }

  @Test
  void withinTheClusterItsAddressIsTheClustersAndAlsoForNodePorts() {
    assertThat(PeerService.reach(service("ClusterIP"), SSH))
        .isEqualTo(new Reach.At("10.0.0.7", 22));
    assertThat(PeerService.reach(service("NodePort"), SSH)).isEqualTo(new Reach.At("10.0.0.7", 22));
  }

  @Test
  void aLoadBalancersNameWinsOverItsAddress() {
    Service both =
        new ServiceBuilder(service("LoadBalancer"))
            .withNewStatus()
            .withNewLoadBalancer()
            .addNewIngress()
            .withHostname("lb.example")
            .withIp("192.0.2.1")
            .endIngress()
            .endLoadBalancer()
            .endStatus()
            .build();
    assertThat(PeerService.reach(both, SSH)).isEqualTo(new Reach.At("lb.example", 22));
  }

  @Test
  void aLoadBalancerWithoutAnAddressIsWaitedFor() {
    assertThat(PeerService.reach(service("LoadBalancer"), SSH))
        .isEqualTo(
            new Reach.Pending(
                "waiting for an address to be assigned to Service/peer",
                "ensure the proper serviceType was specified"));
  }

  @Test
  void aHeadlessServiceHasNoAddress() {
    Service headless =
        new ServiceBuilder(service("ClusterIP")).editSpec().withClusterIP("None").endSpec().build();
    assertThat(PeerService.reach(headless, SSH)).isInstanceOf(Reach.Pending.class);
  }

  private static Service service(String type) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName("peer")
        .endMetadata()
        .withNewSpec()
        .withType(type)
        .withClusterIP("10.0.0.7")
        .endSpec()
        .build();
  }

  private static JsonNode json(Service service) {
    return Json.lenient().valueToTree(service);
  }
}
