package backube.scribe.core.sync;

import backube.scribe.api.mover.Report;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object as it really is. */
final class Piece {
  final ThingId id;
  final String uid;

  /** What an attempt is to do. */
  final List<String> steps;

  /** Plan that an attempt carries. */
  final String planHash;

  Thing.State state = Thing.State.CREATING;

  /** What it says of itself. */
  String message = "";

  /** Whether it may touch data now: released, and neither ended nor gone. */
  boolean atWork;

  @Nullable Report report;

  /** As whom the workload of the volume runs, as it was told when it was made. */
  @Nullable String workload;

  /** When it changes by itself, and how. */
  @Nullable Instant turnsAt;

  @Nullable Runnable turn;

  Piece(ThingId id, String uid, List<String> steps, String planHash) {
    this.id = id;
    this.uid = uid;
    this.steps = steps;
    this.planHash = planHash;
  }

  boolean is(ThingId.Kind kind) {
    return id.kind() == kind;
  }

  /** Plans its next change. */
  void turns(Instant at, Runnable how) {
    turnsAt = at;
    turn = how;
  }

  Thing seen() {
    return new Thing(id, uid, state, message, report, workload);
  }

  @Override
  public String toString() {
    return id + "/" + uid + " " + state;
  }
}
