package backube.scribe.core.run;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.ThingId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that an execution of an entry point needs, frozen when its run started. It is stored
 * with the attempt, which makes it the carrier of the plan: a retry starts from the attempt before.
 *
 * @param id run and round
 * @param runId identity of the run for the world outside, which movers stamp on what they store
 * @param mover name of the mover
 * @param image container image
 * @param plan of the whole run
 * @param steps the steps of this attempt, in order
 * @param needsData whether {@link #data} is mounted
 * @param copyRound round of the run's copy that is mounted, if the run makes copies
 * @param data the data volume
 * @param volume what is asked of volumes; empty if the mover declares none
 * @param options the section's groups that concern the pod
 */
public record Attempt(
    ResourceKey owner,
    String ownerUid,
    ThingId id,
    String runId,
    String mover,
    String image,
    Plan plan,
    List<String> steps,
    boolean needsData,
    int copyRound,
    Data data,
    Optional<VolumeRequest> volume,
    AttemptOptions options) {
  /** The copy that is mounted, if the run makes copies. */
  public ThingId copy() {
    return ThingId.copy(id.run(), copyRound);
  }

  /** The same for the run of that number. */
  public Attempt inRun(long number) {
    return new Attempt(
        owner,
        ownerUid,
        ThingId.attempt(number, id.round()),
        ownerUid + "-" + number,
        mover,
        image,
        plan,
        steps,
        needsData,
        copyRound,
        data,
        volume,
        options);
  }

  /** The same for another round with other steps. */
  public Attempt next(int round, List<String> remaining, boolean data, int copy) {
    return new Attempt(
        owner,
        ownerUid,
        ThingId.attempt(id.run(), round),
        runId,
        mover,
        image,
        plan,
        remaining,
        data,
        copy,
        this.data,
        volume,
        options);
  }

  /**
   * The data volume.
   *
   * @param claim the user's own PersistentVolumeClaim; empty if the run makes its volume
   * @param copied whether it is the run's point-in-time copy, made beforehand
   * @param mode what it is; absent for {@code Filesystem}
   */
  public record Data(Optional<String> claim, boolean copied, Optional<VolumeMode> mode) {
    /** A file system. */
    public Data(Optional<String> claim, boolean copied) {
      this(claim, copied, Optional.empty());
    }

    /** Whether it is a raw block device. */
    public boolean block() {
      return mode.filter(VolumeMode.BLOCK::equals).isPresent();
    }
  }
}
