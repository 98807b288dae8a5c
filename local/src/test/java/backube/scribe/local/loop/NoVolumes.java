package backube.scribe.local.loop;

import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.util.List;
import java.util.Optional;

/** For movers that need no volume. */
final class NoVolumes implements Volumes {
  @Override
  public Optional<Refusal> check(Replication owner, VolumeRequest request) {
    return Optional.empty();
  }

  @Override
  public List<Thing> observe(Replication owner) {
    return List.of();
  }

  @Override
  public void create(Replication owner, ThingId id, VolumeRequest request) {
    throw new IllegalStateException("no volume was asked for");
  }

  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    throw new IllegalStateException("there is no volume");
  }

  @Override
  public TypedLocalObjectReference reference(
      Replication owner, Optional<ThingId> image, VolumeRequest request) {
    throw new IllegalStateException("there is no volume");
  }
}
