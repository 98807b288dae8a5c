package backube.scribe.core.pass;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.List;
import java.util.Optional;

/** The runs of a fake world, which also tell of its volumes: all of one resource. */
record Both(FakeWorld world, ResourceKey key) implements Runs {
  @Override
  public List<Thing> observe(Replication owner) {
    return world.things().stream().filter(thing -> owner.key().equals(key)).toList();
  }

  @Override
  public void hold(Replication owner, Attempt attempt) {
    world.hold(owner, attempt);
  }

  @Override
  public Optional<Attempt> find(Replication owner, ThingId id) {
    return world.find(owner, id);
  }

  @Override
  public void release(Replication owner, ThingId id, String uid) {
    world.release(owner, id, uid);
  }

  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    world.remove(owner, id, uid);
  }
}
