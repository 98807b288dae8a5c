package backube.scribe.kubernetes.controller;

import backube.scribe.api.resource.ReplicationDestination;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.core.resource.Role;
import backube.scribe.kubernetes.resource.Kind;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.InstantSource;

/** Drives destinations. */
@ControllerConfiguration(name = "destination")
final class DestinationReconciler
    extends ReplicationReconciler<ReplicationDestination, ReplicationDestinationSpec> {
  DestinationReconciler(InstantSource clock) {
    super(
        new Kind<>(
            Role.DESTINATION,
            ReplicationDestination.class,
            ReplicationDestination::new,
            Kind.NO_DESTINATION),
        clock);
  }
}
