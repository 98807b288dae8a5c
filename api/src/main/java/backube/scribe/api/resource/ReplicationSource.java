package backube.scribe.api.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A volume to back up or replicate, by the mover whose section its spec holds. */
@Group(ReplicationApi.GROUP)
@Version(ReplicationApi.VERSION)
public final class ReplicationSource
    extends CustomResource<ReplicationSourceSpec, ReplicationStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;
}
