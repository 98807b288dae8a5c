package backube.scribe.core.sync;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All attempts succeeded, and the image is being made. */
final class Publishing {
  /** Storage that takes less for an image is not worth a status write. */
  private static final Duration SLOW_STORAGE = Duration.ofSeconds(30);

  private final Patience patience;
  private final Ending ending;

  Publishing(Patience patience, Ending ending) {
    this.patience = patience;
    this.ending = ending;
  }

  Decision decide(Facts facts, State state, Run run, Seen seen, Instant now) {
    return loss(facts, state, run, seen, now).orElseGet(() -> await(facts, state, run, seen, now));
  }

  /** What follows if what was restored is gone with its volume, or may be. */
  private Optional<Decision> loss(Facts facts, State state, Run run, Seen seen, Instant now) {
    if (seen.planLost()) {
      return Optional.of(ending.planLost(facts, state, run, seen, now));
    }
    if (lostOwnVolume(run, seen)) {
      return Optional.of(
          seen.live()
              ? ending.volumeLost(facts, state, run, seen, now)
              : new Decision.Ask(Need.LIVE));
    }
    String given = run.givenVolume();
    if (given == null || !seen.live()) {
      return Optional.empty();
    }
    if (seen.givenVolume().isEmpty()) {
      return Optional.of(new Decision.Ask(Need.GIVEN_VOLUME));
    }
    return seen.givenVolume().get().equals(given)
        ? Optional.empty()
        : Optional.of(ending.volumeLost(facts, state, run, seen, now));
  }

  /** Whether there is nothing any more of which an image could be made; one that is ready lasts. */
  private static boolean lostOwnVolume(Run run, Seen seen) {
    return run.shape().makesVolume()
        && seen.find(run.image()).filter(image -> image.state() == Thing.State.READY).isEmpty()
        && seen.find(ThingId.volume())
            .filter(volume -> volume.state() != Thing.State.TERMINATING)
            .isEmpty();
  }

  /** Success lets go of the former image, so the word of a cache is not enough. */
  private Decision await(Facts facts, State state, Run run, Seen seen, Instant now) {
    Optional<Thing> image = seen.find(run.image());
    if (image.isPresent()) {
      return switch (image.get().state()) {
        case READY ->
            seen.live()
                ? ending.succeed(facts, state, run, run.image(), seen, now)
                : new Decision.Ask(Need.LIVE);
        case FAILED -> notPublished(facts, state, run, image.get().message(), seen, now);
        default ->
            now.isBefore(run.since().plus(patience.ready()))
                ? untilUsable(state, run, image.get(), seen, now)
                : notPublished(
                    facts, state, run, "not usable within " + patience.ready(), seen, now);
      };
    }
    if (now.isBefore(run.askedAt().plus(patience.settle()))) {
      return Decision.Act.of(state, run.askedAt().plus(patience.settle()));
    }
    if (!seen.live()) {
      return new Decision.Ask(Need.LIVE);
    }
    if (run.asks() >= patience.tries()) {
      return notPublished(facts, state, run, "could not be made", seen, now);
    }
    Run again =
        run.with(
            change -> {
              change.asks = run.asks() + 1;
              change.askedAt = now;
            });
    return Decision.Act.of(
        state.withRun(again), now.plus(patience.settle()), List.of(new Effect.Make(run.image())));
  }

  private Decision untilUsable(State state, Run run, Thing image, Seen seen, Instant now) {
    Instant worthTelling = run.since().plus(SLOW_STORAGE);
    if (now.isBefore(worthTelling)) {
      return Decision.Act.of(state.unhindered(), worthTelling);
    }
    if (!seen.live() && run.givenVolume() != null) {
      return new Decision.Ask(Need.LIVE);
    }
    if (image.message().isEmpty()) {
      return Decision.Act.of(state.unhindered(), now.plus(patience.recheck()));
    }
    Instant until = run.since().plus(patience.ready());
    String message = "waiting for the image: " + image.message();
    return Decision.Act.of(
        state.waiting(Reasons.WAITING_FOR_VOLUME, message, now, until),
        now.plus(patience.recheck()));
  }

  private Decision notPublished(
      Facts facts, State state, Run run, String message, Seen seen, Instant now) {
    return ending.tryFailed(
        facts, state, run, Reasons.VOLUME_UNUSABLE, "the image: " + message, null, seen, now);
  }
}
