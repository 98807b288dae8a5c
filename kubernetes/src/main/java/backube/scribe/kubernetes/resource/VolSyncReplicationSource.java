package backube.scribe.kubernetes.resource;

import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A source as VolSync's group serves it. */
@Group("volsync.backube")
@Version("v1alpha1")
@Kind("ReplicationSource")
@Plural("replicationsources")
@Singular("replicationsource")
public final class VolSyncReplicationSource
    extends CustomResource<ReplicationSourceSpec, ReplicationStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;
}
