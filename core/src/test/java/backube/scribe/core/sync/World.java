package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of one resource, and what effects do to them, as the ports promise. */
final class World {
  /** What becomes of objects. */
  interface Fates {
    void made(Piece piece);

    void advanced(Piece piece);

    void released(Piece piece);

    /** Asked to go away by an effect or by hand. */
    void removed(Piece piece);

    /** Something can be seen to differ. */
    void changed();
  }

  private final Map<ThingId, Piece> pieces = new LinkedHashMap<>();
  private final Fates fates;
  private int uids;

  World(Fates fates) {
    this.fates = fates;
  }

  Collection<Piece> pieces() {
    return pieces.values();
  }

  Optional<Piece> find(ThingId id) {
    return Optional.ofNullable(pieces.get(id));
  }

  /** Every object as one sees it who looks now. */
  List<Thing> things() {
    List<Thing> things = new ArrayList<>(pieces.size());
    for (Piece piece : pieces.values()) {
      things.add(piece.seen());
    }
    return things;
  }

  void apply(Effect effect) {
    if (effect instanceof Effect.Hold hold) {
      make(new Piece(hold.id(), "u" + ++uids, hold.steps(), hold.planHash()));
    } else if (effect instanceof Effect.Make make) {
      make(new Piece(make.id(), "u" + ++uids, List.of(), ""));
    } else if (effect instanceof Effect.Release release) {
      release(release);
    } else if (effect instanceof Effect.Advance advance) {
      advance(advance);
    } else if (effect instanceof Effect.Remove remove) {
      Piece piece = pieces.get(remove.id());
      if (piece != null && piece.uid.equals(remove.uid())) {
        remove(piece);
      }
    }
  }

  private void make(Piece piece) {
    if (!pieces.containsKey(piece.id)) {
      piece.state = piece.is(ThingId.Kind.ATTEMPT) ? Thing.State.HELD : Thing.State.CREATING;
      pieces.put(piece.id, piece);
      fates.made(piece);
      fates.changed();
    }
  }

  private void advance(Effect.Advance advance) {
    Piece piece = pieces.get(advance.id());
    if (piece != null && piece.uid.equals(advance.uid()) && piece.state == Thing.State.HALFWAY) {
      piece.state = Thing.State.CREATING;
      fates.advanced(piece);
      fates.changed();
    }
  }

  private void release(Effect.Release release) {
    Piece piece = pieces.get(release.id());
    if (piece != null && piece.uid.equals(release.uid()) && piece.state == Thing.State.HELD) {
      piece.state = Thing.State.RUNNING;
      piece.atWork = true;
      fates.released(piece);
      fates.changed();
    }
  }

  /** Begins to remove an object; what is at work goes on until it is gone. */
  void remove(Piece piece) {
    if (piece.state != Thing.State.TERMINATING) {
      piece.state = Thing.State.TERMINATING;
      piece.turnsAt = null;
      fates.removed(piece);
      fates.changed();
    }
  }

  void vanish(Piece piece) {
    pieces.remove(piece.id);
    piece.atWork = false;
    fates.changed();
  }

  /** Another state that an object reaches by itself. */
  void turn(Piece piece, Thing.State state) {
    piece.state = state;
    piece.atWork = state == Thing.State.RUNNING;
    piece.turnsAt = null;
    fates.changed();
  }
}
