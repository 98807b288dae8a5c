package backube.scribe.core.world;

import backube.scribe.api.mover.Report;
import org.jspecify.annotations.Nullable;

/**
 * An object as it was seen.
 *
 * @param uid changes when it is deleted and made anew under its name
 * @param message why it is in this state, for the user; may be empty
 * @param report of an attempt that ended; null if it left none
 * @param workload as whom the workload of the data volume runs, as far as an attempt was told; in
 *     the words of whoever makes attempts; null if nothing is known
 */
public record Thing(
    ThingId id,
    String uid,
    State state,
    String message,
    @Nullable Report report,
    @Nullable String workload) {
  /** Life of an object. */
  public enum State {
    /** Made, and not to start before it is released (attempts only). */
    HELD,
    /** Not usable yet. */
    CREATING,
    /** Made in part; it goes on when it is told to. */
    HALFWAY,
    /** Usable, and still without storage, which the first use brings (copies, volumes). */
    PROMISED,
    /** Usable (copies, volumes, images). */
    READY,
    /** At work (attempts only). */
    RUNNING,
    /** Ended well (attempts only). */
    SUCCEEDED,
    /** Ended badly, or can't become usable. */
    FAILED,
    /** Going away. */
    TERMINATING;

    /** Whether a copy, volume or image in this state can be used. */
    public boolean usable() {
      return this == PROMISED || this == READY;
    }

    /** Whether an attempt in this state may touch data, now or after a release. */
    public boolean live() {
      return this == HELD || this == CREATING || this == RUNNING || this == TERMINATING;
    }
  }

  /** Without a word of the workload. */
  public Thing(ThingId id, String uid, State state, String message, @Nullable Report report) {
    this(id, uid, state, message, report, null);
  }

  public static Thing of(ThingId id, String uid, State state) {
    return new Thing(id, uid, state, "", null);
  }
}
