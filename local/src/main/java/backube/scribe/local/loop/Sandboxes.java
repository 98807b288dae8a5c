package backube.scribe.local.loop;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.ThingId;

/** Asks a running attempt to end; it then reports that it was cancelled. */
@FunctionalInterface
public interface Stopping {
  void stop(Replication owner, ThingId id, String uid);
}
