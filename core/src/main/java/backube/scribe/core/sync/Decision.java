package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do about a resource in this pass. */
public sealed interface Decision {
  /** Find this out and ask again, in the same pass. */
  record Ask(Need need) implements Decision {}

  /**
   * Record the state first; only if that succeeded, carry out the effects.
   *
   * @param state to record; equal to the recorded one if nothing changed
   * @param effects in order
   * @param lookAgain when to look again at the latest; null if only a change is a reason to
   * @param reported attempt whose report counts with this decision; null if none
   * @param notes events
   */
  record Act(
      State state,
      List<Effect> effects,
      @Nullable Instant lookAgain,
      @Nullable Thing reported,
      List<Note> notes)
      implements Decision {
    public Act {
      effects = List.copyOf(effects);
      notes = List.copyOf(notes);
    }

    static Act of(State state, @Nullable Instant lookAgain, Effect... effects) {
      return new Act(state, List.of(effects), lookAgain, null, List.of());
    }

    static Act of(State state, @Nullable Instant lookAgain, List<Effect> effects) {
      return new Act(state, effects, lookAgain, null, List.of());
    }

    /** The same with another state to record. */
    Act recording(State other) {
      return new Act(other, effects, lookAgain, reported, notes);
    }

    Act noting(Note note) {
      return new Act(state, effects, lookAgain, reported, List.of(note));
    }

    Act reporting(Thing attempt) {
      return new Act(state, effects, lookAgain, attempt, notes);
    }
  }

  /** The resource is being deleted: its objects go with it. */
  record Nothing() implements Decision {}
}
