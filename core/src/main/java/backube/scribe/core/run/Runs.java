package backube.scribe.core.run;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.List;
import java.util.Optional;

/**
 * Port: attempts. An attempt is made held and starts only when it is released, so that its identity
 * is recorded before it can touch anything. Every call may be repeated; a call that names a uid
 * does nothing to an object with another one. What fails throws {@link
 * backube.scribe.core.world.EffectFailed}.
 */
public interface Runs {
  /** All attempts of the resource, of any run, that exist now. */
  List<Thing> observe(Replication owner);

  /** The same, looked up now where {@link #observe} may be old news: absence counts. */
  default List<Thing> observeLive(Replication owner) {
    return observe(owner);
  }

  /** Makes an attempt, held, with the scratch volumes it needs. Nothing happens if it exists. */
  void hold(Replication owner, Attempt attempt);

  /** What an attempt was made from; empty if it does not exist or can't be read. */
  Optional<Attempt> find(Replication owner, ThingId id);

  /** Lets a held attempt start. */
  void release(Replication owner, ThingId id, String uid);

  /** Stops an attempt, gently, and removes it with all it left. */
  void remove(Replication owner, ThingId id, String uid);
}
