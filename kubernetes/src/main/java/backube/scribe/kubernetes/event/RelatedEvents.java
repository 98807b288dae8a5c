package backube.scribe.kubernetes.event;

import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Events that have to do with another object beside the resource that they are about. */
interface RelatedEvents {
  /** Records an event, as {@link Events#record} does. */
  void record(
      Replication about,
      Events.Type type,
      String reason,
      String action,
      String message,
      HasMetadata related);
}
