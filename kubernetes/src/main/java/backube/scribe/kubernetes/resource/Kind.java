package backube.scribe.kubernetes.resource;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One kind of resource: its type, and how it looks to the controller.
 *
 * @param role source or destination
 * @param type as the client knows it
 * @param make makes an empty one
 * @param empty spec of a resource that has none
 */
public record Kind<S extends ReplicationSpec, R extends CustomResource<S, ReplicationStatus>>(
    Role role, Class<R> type, Supplier<R> make, S empty) {
  /** Specs of resources that were made without one. */
  public static final ReplicationSourceSpec NO_SOURCE =
      new ReplicationSourceSpec(null, null, null, null, null, Map.of());

  public static final ReplicationDestinationSpec NO_DESTINATION =
      new ReplicationDestinationSpec(null, null, null, null, Map.of());

  /** The resource in the controller's terms. */
  public Replication read(R resource) {
    ObjectMeta meta = resource.getMetadata();
    S spec = resource.getSpec() == null ? empty : resource.getSpec();
    return new Replication(
        key(resource),
        meta.getUid(),
        Instant.parse(meta.getCreationTimestamp()),
        meta.getResourceVersion(),
        meta.getDeletionTimestamp() != null,
        meta.getAnnotations() == null ? Map.of() : meta.getAnnotations(),
        spec instanceof ReplicationSourceSpec source
            ? Optional.ofNullable(source.sourcePvc()).filter(name -> !name.isEmpty())
            : Optional.empty(),
        spec,
        resource.getStatus() == null ? ReplicationStatus.EMPTY : resource.getStatus());
  }

  /** Which resource it is. */
  public ResourceKey key(R resource) {
    return key(resource.getMetadata().getNamespace(), resource.getMetadata().getName());
  }

  /** The resource of that name. */
  public ResourceKey key(String namespace, String name) {
    return new ResourceKey(HasMetadata.getGroup(type), role, namespace, name);
  }

  /** What to send so that only the status is written, and only if nothing changed meanwhile. */
  R withStatus(R read, ReplicationStatus status) {
    R sent = make.get();
    sent.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(read.getMetadata().getNamespace())
            .withName(read.getMetadata().getName())
            .withUid(read.getMetadata().getUid())
            .withResourceVersion(read.getMetadata().getResourceVersion())
            .build());
    sent.setSpec(read.getSpec());
    sent.setStatus(status);
    return sent;
  }
}
