package backube.scribe.core.volume;

import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.util.List;
import java.util.Optional;

/**
 * Port: volumes. Every call may be repeated; a call that names a uid does nothing to an object with
 * another one. What fails throws {@link backube.scribe.core.world.EffectFailed}.
 */
public interface Volumes {
  /** Looks at what the request names before anything is created. */
  Optional<Refusal> check(Replication owner, VolumeRequest request);

  /** Looks at one more volume that the mover shall see, before anything is created. */
  default Optional<Refusal> check(Replication owner, MoverVolume volume) {
    return Optional.empty();
  }

  /**
   * What the user's volume of that name is, right after {@link #check} has refused nothing; asked
   * for movers that understand both.
   */
  default VolumeMode mode(Replication owner, String claim) {
    return VolumeMode.FILESYSTEM;
  }

  /**
   * The uid of the user's volume that the request names, looked up now: it changes when the volume
   * is deleted and made anew under its name. Empty if there is none, or nothing tells two apart.
   */
  default Optional<String> givenVolume(Replication owner, VolumeRequest request) {
    return Optional.empty();
  }

  /** All copies, made volumes and images of the resource, of any run, that exist now. */
  List<Thing> observe(Replication owner);

  /** The same, looked up now where {@link #observe} may be old news: absence counts. */
  default List<Thing> observeLive(Replication owner) {
    return observe(owner);
  }

  /** Begins to make a copy, a destination volume or an image. Nothing happens if it exists. */
  void create(Replication owner, ThingId id, VolumeRequest request);

  /** Takes the next step of making what is halfway; nothing is, where making is one step. */
  default void advance(Replication owner, ThingId id, String uid, VolumeRequest request) {}

  /** Removes a copy, a made volume or an image. */
  void remove(Replication owner, ThingId id, String uid);

  /** What {@code status.latestImage} says of a sync whose image, or direct volume, is this. */
  TypedLocalObjectReference reference(
      Replication owner, Optional<ThingId> image, VolumeRequest request);
}
