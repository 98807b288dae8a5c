package backube.scribe.local.loop;

import backube.scribe.core.pass.Pass;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Runs;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.store.ResourceStore;
import java.util.Optional;

/**
 * What happens to a resource whose manifest was taken away: its attempts are stopped and its copies
 * removed, then its scratch volumes, logs and record. Volumes made for it and images it published
 * stay on disk: they are data.
 */
final class Deletions {
  private final ResourceStore store;
  private final Runs runs;
  private final Volumes volumes;
  private final Sandboxes sandboxes;

  Deletions(ResourceStore store, Pass.Ports ports, Sandboxes sandboxes) {
    this.store = store;
    this.runs = ports.runs();
    this.volumes = ports.volumes();
    this.sandboxes = sandboxes;
  }

  /**
   * Goes on with the deletion.
   *
   * @return whether the resource is gone
   */
  boolean look(ResourceKey key) {
    Optional<Replication> resource = store.read(key);
    if (resource.isPresent() && remove(resource.get())) {
      return false;
    }
    sandboxes.forget(key);
    store.forget(key);
    return true;
  }

  private boolean remove(Replication resource) {
    boolean left = false;
    for (Thing attempt : runs.observe(resource)) {
      runs.remove(resource, attempt.id(), attempt.uid());
      left = true;
    }
    for (Thing volume : volumes.observe(resource)) {
      if (volume.id().kind() == ThingId.Kind.COPY) {
        volumes.remove(resource, volume.id(), volume.uid());
        left = true;
      }
    }
    return left;
  }
}
