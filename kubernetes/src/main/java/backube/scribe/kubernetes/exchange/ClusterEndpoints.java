package backube.scribe.kubernetes.exchange;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Endpoints as Services of the cluster. They are applied by the server, so that what is taken out
 * of a section, such as an annotation, is taken off the Service, and what others set stays. Watched
 * from the first one on: a cluster where nobody listens is asked nothing.
 */
public final class ClusterEndpoints implements Endpoints {
  /** Who owns the fields that are applied. */
  private static final String MANAGER = "scribe-controller";

  private final KubernetesClient client;
  private final Stamp stamp;
  private final PeerService template;
  private final OwnObjects<Service> services;

  /** What was applied last and what became of it; if that is lost, it is applied once more. */
  private final Map<String, Applied> applied = new ConcurrentHashMap<>();

  private record Applied(Service wanted, Service answer) {}

  public ClusterEndpoints(KubernetesClient client, Dialect dialect, OwnObjects<Service> services) {
    this.client = client;
    this.stamp = new Stamp(dialect);
    this.template = new PeerService(dialect);
    this.services = services;
  }

  @Override
  public Reach offer(Replication owner, String mover, Endpoint endpoint, EndpointOptions options) {
    Service wanted = template.of(owner, mover, endpoint, options);
    try {
      services.start();
      Optional<Service> known = known(wanted);
      if (known.isPresent()) {
        Optional<Reach> obstacle = obstacle(known.get(), owner);
        if (obstacle.isPresent()) {
          return obstacle.get();
        }
        Applied before = applied.get(key(wanted));
        if (before != null
            && before.wanted().equals(wanted)
            && same(before.answer(), known.get())) {
          return PeerService.reach(newer(before.answer(), known.get()), endpoint);
        }
      }
      return PeerService.reach(apply(wanted), endpoint);
    } catch (KubernetesClientException e) {
      throw Refused.with("the mover's Service can't be made", e);
    }
  }

  @Override
  public void keepOnly(Replication owner, String mover) {
    String kept = template.name(owner, mover);
    try {
      services.start();
      for (Service service : services.of(owner)) {
        ObjectMeta meta = service.getMetadata();
        if (!meta.getName().equals(kept) && meta.getDeletionTimestamp() == null) {
          services.delete(service);
        }
      }
    } catch (KubernetesClientException e) {
      throw Refused.with("the Service of another mover can't be removed", e);
    }
  }

  /** What the watch does not tell of may be somebody else's, or so new that it has not told yet. */
  private Optional<Service> known(Service wanted) {
    String namespace = wanted.getMetadata().getNamespace();
    String name = wanted.getMetadata().getName();
    return services
        .find(namespace, name)
        .or(
            () ->
                Optional.ofNullable(client.services().inNamespace(namespace).withName(name).get()));
  }

  private Optional<Reach> obstacle(Service service, Replication owner) {
    String name = service.getMetadata().getName();
    if (service.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(
          new Reach.Pending("Service/" + name + " is being removed; it is made anew then", ""));
    }
    return stamp.isOf(service.getMetadata(), owner)
        ? Optional.empty()
        : Optional.of(
            new Reach.Refused(
                new Refusal(
                    Reasons.NAME_IN_USE,
                    ("Service %s is needed for the other side of this resource, and belongs to"
                            + " something else; remove or rename it")
                        .formatted(name))));
  }

  private Service apply(Service wanted) {
    Service answer =
        client.resource(wanted).fieldManager(MANAGER).forceConflicts().serverSideApply();
    applied.values().removeIf(this::gone);
    applied.put(key(wanted), new Applied(wanted, answer));
    services.wrote(answer);
    return answer;
  }

  private boolean gone(Applied before) {
    ObjectMeta meta = before.answer().getMetadata();
    return services.find(meta.getNamespace(), meta.getName()).isEmpty();
  }

  /** Whether nobody has changed what was applied; the status is the cluster's. */
  private static boolean same(Service answer, Service known) {
    boolean one = answer.getMetadata().getUid().equals(known.getMetadata().getUid());
    return one && (version(known) <= version(answer) || alike(answer, known));
  }

  private static boolean alike(Service answer, Service known) {
    return Objects.equals(known.getSpec(), answer.getSpec())
        && Objects.equals(
            known.getMetadata().getAnnotations(), answer.getMetadata().getAnnotations())
        && Objects.equals(known.getMetadata().getLabels(), answer.getMetadata().getLabels());
  }

  private static String key(Service service) {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }

  private static Service newer(Service one, Service other) {
    return version(one) > version(other) ? one : other;
  }

  private static long version(Service service) {
    try {
      return Long.parseLong(service.getMetadata().getResourceVersion());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
