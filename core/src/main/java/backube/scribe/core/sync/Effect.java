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
   * @param planHash the plan must have it
   */
  record Hold(ThingId id, List<String> steps, boolean data, String planHash) implements Effect {}

  /** Begin to make a copy, a destination volume or an image. */
  record Make(ThingId id) implements Effect {}

  /** Let a held attempt start, if it still has this uid. */
  record Release(ThingId id, String uid) implements Effect {}

  /** Remove an object, if it still has this uid. */
  record Remove(ThingId id, String uid) implements Effect {}
}
