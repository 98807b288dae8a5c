package backube.scribe.kubernetes.exchange;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Stamp;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Service through which the peer of a mover reaches it. Pure. */
final class PeerService {
  private static final String CLUSTER_IP = "ClusterIP";
  private static final String LOAD_BALANCER = "LoadBalancer";

  /** Where nothing else is asked for: what suits long connections on AWS. */
  private static final Map<String, String> DEFAULT_ANNOTATIONS =
      Map.of("service.beta.kubernetes.io/aws-load-balancer-type", "nlb");

  private final Dialect dialect;
  private final Stamp stamp;

  PeerService(Dialect dialect) {
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
  }

  String name(Replication owner, String mover) {
    return new ObjectNames(dialect, owner.key()).service(mover);
  }

  /** What is asked for: only fields that are ours, so that others keep theirs. */
  Service of(Replication owner, String mover, Endpoint endpoint, EndpointOptions options) {
    ObjectMeta meta = stamp.lasting(owner, name(owner, mover));
    meta.setAnnotations(options.serviceAnnotations().orElse(DEFAULT_ANNOTATIONS));
    return new ServiceBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withType(options.serviceType().orElse(CLUSTER_IP))
        .withSelector(stamp.peerLabels(owner.key(), mover))
        .addNewPort()
        .withName(endpoint.name())
        .withProtocol("TCP")
        .withPort(endpoint.port())
        .withTargetPort(new IntOrString(endpoint.targetPort()))
        .endPort()
        .endSpec()
        .build();
  }

  /** Where a Service is reached. */
  static Reach reach(Service service, Endpoint endpoint) {
    return address(service)
        .<Reach>map(address -> new Reach.At(address, endpoint.port()))
        .orElseGet(
            () ->
                new Reach.Pending(
                    "waiting for an address to be assigned to Service/"
                        + service.getMetadata().getName(),
                    "ensure the proper serviceType was specified"));
  }

  private static Optional<String> address(Service service) {
    if (LOAD_BALANCER.equals(service.getSpec().getType())) {
      List<LoadBalancerIngress> ingress =
          service.getStatus() == null || service.getStatus().getLoadBalancer() == null
              ? List.of()
              : service.getStatus().getLoadBalancer().getIngress();
      return ingress.isEmpty()
          ? Optional.empty()
          : said(ingress.get(0).getHostname())
              .or(() -> said(ingress.get(0).getIp()))
              .or(() -> clusterIp(service));
    }
    return clusterIp(service);
  }

  private static Optional<String> clusterIp(Service service) {
    return said(service.getSpec().getClusterIP()).filter(address -> !address.equals("None"));
  }

  private static Optional<String> said(@Nullable String text) {
    return Optional.ofNullable(text).filter(said -> !said.isEmpty());
  }
}
