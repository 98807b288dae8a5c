package backube.scribe.core.sync;

import backube.scribe.core.world.ThingId;
import java.util.List;

/** Something to do in the world outside. Every one may be repeated. */
public sealed interface Effect {
  /** Which object it concerns. */
  ThingId id();

  /**
   * Make a held attempt from the run's frozen plan.
   *
   * @param copyRound round of the copy that it works on, if the run makes copies
   * @param planHash the plan must have it
   */
  record Hold(ThingId id, List<String> steps, boolean data, int copyRound, String planHash)
      implements Effect {
    /** That of the stage that runs, or would run next. */
    static Hold of(Run run) {
      return new Hold(
          run.attempt(),
          run.remaining(),
          run.current().data(),
          run.copyRound(),
          run.shape().planHash());
    }
  }

  /** Begin to make a copy, a destination volume or an image. */
  record Make(ThingId id) implements Effect {}

  /** Take the next step of making an object that is halfway, if it still has this uid. */
  record Advance(ThingId id, String uid) implements Effect {}

  /** Let a held attempt start, if it still has this uid. */
  record Release(ThingId id, String uid) implements Effect {}

  /** Remove an object, if it still has this uid. */
  record Remove(ThingId id, String uid) implements Effect {}
}
