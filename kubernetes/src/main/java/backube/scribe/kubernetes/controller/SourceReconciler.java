package backube.scribe.kubernetes.controller;

import backube.scribe.api.resource.ReplicationSource;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.core.resource.Role;
import backube.scribe.kubernetes.resource.Kind;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.time.InstantSource;

/** Drives sources. */
@ControllerConfiguration(name = "source")
final class SourceReconciler
    extends ReplicationReconciler<ReplicationSource, ReplicationSourceSpec> {
  SourceReconciler(InstantSource clock) {
    super(
        new Kind<>(Role.SOURCE, ReplicationSource.class, ReplicationSource::new, Kind.NO_SOURCE),
        clock);
  }
}
