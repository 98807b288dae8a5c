package backube.scribe.local.loop;

import backube.scribe.api.resource.MoverVolume;
import backube.scribe.core.pass.Pass;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.sync.Patience;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ports through which nothing new comes into the world: what is there can be seen and removed. */
public final class Standstill {
  /** Whatever fails or is missing now ends its run. */
  public static final Patience NONE =
      new Patience(
          1,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMillis(500));

  private Standstill() {}

  /** The ports without what makes or starts things. */
  public static Pass.Ports of(Pass.Ports ports) {
    return new Pass.Ports(
        ports.resources(),
        ports.references(),
        new StillVolumes(ports.volumes()),
        new StillRuns(ports.runs()),
        ports.secrets(),
        ports.endpoints(),
        ports.events(),
        ports.awaited(),
        ports.metrics(),
        ports.clock());
  }

  private record StillRuns(Runs runs) implements Runs {
    @Override
    public List<Thing> observe(Replication owner) {
      return runs.observe(owner);
    }

    @Override
    public void hold(Replication owner, Attempt attempt) {}

    @Override
    public Optional<Attempt> find(Replication owner, ThingId id) {
      return runs.find(owner, id);
    }

    @Override
    public void release(Replication owner, ThingId id, String uid) {
      runs.remove(owner, id, uid);
    }

    @Override
    public void remove(Replication owner, ThingId id, String uid) {
      runs.remove(owner, id, uid);
    }
  }

  private record StillVolumes(Volumes volumes) implements Volumes {
    @Override
    public Optional<Refusal> check(Replication owner, VolumeRequest request) {
      return volumes.check(owner, request);
    }

    @Override
    public Optional<Refusal> check(Replication owner, MoverVolume volume) {
      return volumes.check(owner, volume);
    }

    @Override
    public List<Thing> observe(Replication owner) {
      return volumes.observe(owner);
    }

    @Override
    public void create(Replication owner, ThingId id, VolumeRequest request) {}

    @Override
    public void remove(Replication owner, ThingId id, String uid) {
      volumes.remove(owner, id, uid);
    }

    @Override
    public TypedLocalObjectReference reference(
        Replication owner, Optional<ThingId> image, VolumeRequest request) {
      return volumes.reference(owner, image, request);
    }
  }
}
