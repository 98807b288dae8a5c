package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The outcome is recorded: the run ends when its temporary objects are gone. */
final class Cleaning {
  private final Patience patience;
  private final Idle idle;

  Cleaning(Patience patience, Idle idle) {
    this.patience = patience;
    this.idle = idle;
  }

  Decision decide(Facts facts, State state, Run run, Seen seen, Instant now) {
    List<Thing> leftovers = leftovers(state, run, seen);
    if (!seen.live() && Leftovers.precious(leftovers)) {
      return new Decision.Ask(Need.LIVE);
    }
    if (!leftovers.isEmpty()) {
      return Decision.Act.of(state, now.plus(patience.settle()), Leftovers.removals(leftovers));
    }
    if (!seen.live()) {
      return new Decision.Ask(Need.LIVE);
    }
    State over =
        state.with(
            change -> {
              change.run = null;
              change.swept = true;
            });
    return idle.over(facts, over, now);
  }

  static List<Thing> leftovers(State state, Run run, Seen seen) {
    Stream<Thing> volume =
        run.shape().makesVolume()
            ? seen.find(ThingId.volume()).filter(made -> outlived(run, made)).stream()
            : Stream.empty();
    return Stream.concat(Leftovers.of(state, seen).stream(), volume).toList();
  }

  /** One that never got storage holds nothing, and the next run may ask for another kind. */
  private static boolean outlived(Run run, Thing volume) {
    return Boolean.TRUE.equals(run.succeeded())
        ? run.shape().dropsVolume()
        : volume.state() == Thing.State.CREATING || volume.state() == Thing.State.PROMISED;
  }
}
