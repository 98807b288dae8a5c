package backube.scribe.kubernetes.controller;

import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.core.resource.Role;
import backube.scribe.kubernetes.resource.Kind;
import backube.scribe.kubernetes.resource.VolSyncReplicationDestination;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.InstantSource;

/** Drives destinations of VolSync's group. */
@ControllerConfiguration(name = "volsync-destination")
final class VolSyncDestinationReconciler
    extends ReplicationReconciler<VolSyncReplicationDestination, ReplicationDestinationSpec> {
  VolSyncDestinationReconciler(InstantSource clock) {
    super(
        new Kind<>(
            Role.DESTINATION,
            VolSyncReplicationDestination.class,
            VolSyncReplicationDestination::new,
            Kind.NO_DESTINATION),
        clock);
  }
}
