package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which objects have had their time. */
final class Leftovers {
  private Leftovers() {}

  /** Objects that must be gone before another run starts. */
  static List<Thing> of(State state, Seen seen) {
    return seen.things().stream().filter(thing -> outlived(thing.id(), state)).toList();
  }

  private static boolean outlived(ThingId id, State state) {
    return switch (id.kind()) {
      case ATTEMPT, COPY -> true;
      case IMAGE -> !id.equals(state.image());
      case VOLUME -> false;
    };
  }

  /**
   * Whether an old record must not decide on them: it can't tell a volume, which bears no number,
   * from that of a later run, and an image may have been adopted since.
   */
  static boolean precious(List<Thing> things) {
    return things.stream()
        .map(thing -> thing.id().kind())
        .anyMatch(kind -> kind == ThingId.Kind.VOLUME || kind == ThingId.Kind.IMAGE);
  }

  /** Removals of those that are not going away already. */
  static List<Effect> removals(List<Thing> things) {
    return removals(things, thing -> true);
  }

  static List<Effect> removals(List<Thing> things, Predicate<Thing> which) {
    List<Effect> effects = new ArrayList<>();
    for (Thing thing : things) {
      if (which.test(thing) && thing.state() != Thing.State.TERMINATING) {
        effects.add(new Effect.Remove(thing.id(), thing.uid()));
      }
    }
    return effects;
  }
}
