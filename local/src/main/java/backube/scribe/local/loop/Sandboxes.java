package backube.scribe.local.loop;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.world.ThingId;

/** What is asked of the sandboxes beside the engine's port for runs. */
public interface Sandboxes {
  /** Asks a running attempt to end; it then reports that it was cancelled. */
  void stop(Replication owner, ThingId id, String uid);

  /** Removes what is kept between the attempts of a resource, of which none is left. */
  void forget(ResourceKey owner);
}
