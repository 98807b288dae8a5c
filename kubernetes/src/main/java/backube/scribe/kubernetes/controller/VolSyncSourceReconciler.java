package backube.scribe.kubernetes.controller;

import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.core.resource.Role;
import backube.scribe.kubernetes.resource.Kind;
import backube.scribe.kubernetes.resource.VolSyncReplicationSource;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.InstantSource;

/** Drives sources of VolSync's group. */
@ControllerConfiguration(name = "volsync-source")
final class VolSyncSourceReconciler
    extends ReplicationReconciler<VolSyncReplicationSource, ReplicationSourceSpec> {
  VolSyncSourceReconciler(InstantSource clock) {
    super(
        new Kind<>(
            Role.SOURCE,
            VolSyncReplicationSource.class,
            VolSyncReplicationSource::new,
            Kind.NO_SOURCE),
        clock);
  }
}
