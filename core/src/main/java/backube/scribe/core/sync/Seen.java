package backube.scribe.core.sync;

import backube.scribe.core.queue.Turn;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of the world. Raw: the engine decides what is current, older or newer.
 *
 * @param things objects of the resource; may be old news unless {@code live}
 * @param live whether {@code things} and the recorded state were looked up just now, so that
 *     absence counts
 * @param inputs result of the checks, if the engine asked in this pass
 * @param turn answer of the queue, if the engine asked in this pass
 * @param givenVolume uid of the user's volume, if the engine asked in this pass; blank if there is
 *     none
 * @param planLost whether a frozen plan could neither be found nor rendered again alike
 */
public record Seen(
    List<Thing> things,
    boolean live,
    Optional<Inputs> inputs,
    Optional<Turn> turn,
    Optional<String> givenVolume,
    boolean planLost) {
  public Seen {
    things = List.copyOf(things);
  }

  /** Things that were seen, and nothing else yet. */
  public static Seen of(List<Thing> things, boolean live) {
    return new Seen(things, live, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  Optional<Thing> find(ThingId id) {
    return things.stream().filter(thing -> thing.id().equals(id)).findFirst();
  }

  /** The same answers for the same record, with things that were looked up just now. */
  public Seen live(List<Thing> found) {
    return new Seen(found, true, inputs, turn, givenVolume, planLost);
  }

  /** The same with the result of the checks. */
  public Seen with(Inputs answer) {
    return new Seen(things, live, Optional.of(answer), turn, givenVolume, planLost);
  }

  /** The same with the answer of the queue. */
  public Seen with(Turn answer) {
    return new Seen(things, live, inputs, Optional.of(answer), givenVolume, planLost);
  }

  /** The same with the user's volume; blank if there is none. */
  public Seen withGivenVolume(String uid) {
    return new Seen(things, live, inputs, turn, Optional.of(uid), planLost);
  }

  /** The same without the frozen plan. */
  public Seen withoutPlan() {
    return new Seen(things, live, inputs, turn, givenVolume, true);
  }
}
