package backube.scribe.core.sync;

import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches a world and says when a property does not hold. */
final class Oracle {
  private final NastyWorld world;

  private final Ledger ledger = new Ledger();
  private final Set<String> releasable = new HashSet<>();
  private final Set<ThingId> askable = new HashSet<>();
  private final Map<Long, String> written = new HashMap<>();
  private final Map<ThingId, String> imaged = new HashMap<>();
  private long greatest;
  private @Nullable String published;
  private int successes;

  Oracle(NastyWorld world) {
    this.world = world;
  }

  int successes() {
    return successes;
  }

  /** An attempt was released. */
  void released(Piece piece) {
    long atWork = world.objects.pieces().stream().filter(other -> other.atWork).count();
    require(atWork <= 1, Property.ONE_AT_WORK, world.objects.pieces());
    if (!world.recordLost()) {
      Set<String> again = new HashSet<>(ledger.told(piece.id.run()));
      again.retainAll(piece.steps);
      require(again.isEmpty(), Property.NO_STEP_TWICE, again);
    }
  }

  /** An attempt ended, having done some steps. */
  void ended(Piece piece, List<String> steps) {
    ledger.ended(piece, steps);
    written.put(piece.id.run(), world.givenVolume());
  }

  /** An object reached another state by itself; what it is an image of shows when it is ready. */
  void turned(Piece piece, Thing.State state) {
    if (piece.is(ThingId.Kind.IMAGE) && state == Thing.State.READY) {
      imaged.put(piece.id, world.givenVolume());
    }
  }

  /** A removal reaches an object that has the uid it names. */
  void removes(Piece piece) {
    Run run = world.store.now().state().run();
    boolean recorded =
        run != null && run.phase() == Phase.RUNNING && piece.uid.equals(run.attemptUid());
    boolean alive = piece.state == Thing.State.HELD || piece.state == Thing.State.RUNNING;
    require(!recorded || !alive || world.recordLost(), Property.SPARES_THE_RUNNING, piece);
  }

  /**
   * A controller asks for an effect.
   *
   * @param overtaken whether the record was lost since the controller read it
   */
  void asked(Effect effect, boolean overtaken) {
    boolean recorded =
        effect instanceof Effect.Release release
            ? releasable.contains(release.id() + "/" + release.uid())
            : effect instanceof Effect.Remove
                || effect instanceof Effect.Advance
                || askable.contains(effect.id());
    require(recorded, Property.RECORDED_FIRST, effect);
    require(
        !(effect instanceof Effect.Remove remove)
            || !remove.uid().equals(published)
            || world.losses > 1
            || overtaken
            || (world.recordLost() && outlivedItsVolume(remove.id())),
        Property.KEEPS_THE_IMAGE,
        effect);
  }

  /** Whether it is of a volume of the user's that has been replaced since. */
  private boolean outlivedItsVolume(ThingId image) {
    return world.store.now().wish().shape().givenVolume() != null
        && !world.givenVolume().equals(imaged.get(image));
  }

  /** A controller decided. */
  void decided(Store.Entry read, Decision.Act act) {
    Run before = read.state().run();
    Run after = act.state().run();
    boolean listens =
        before != null
            && after != null
            && before.shape().listens()
            && before.phase() == Phase.RUNNING
            && after.phase() == Phase.RUNNING;
    boolean unwanted = read.wish().paused() || read.wish().trigger() == Wish.Trigger.INVALID;
    require(!listens || !unwanted, Property.LISTENERS_GIVE_WAY, before);
  }

  /** A controller recorded a state. */
  void recorded(Store.Entry read, Decision.Act act, Controller.Answers answers, Instant now) {
    State before = read.state();
    State after = act.state();
    remember(after);
    adopts(before.image(), after.image());
    require(
        before.lastSync() == null
            || world.clockWentBack
            || (after.lastSync() != null && !after.lastSync().isBefore(before.lastSync())),
        Property.SUCCESS_TIME_GROWS,
        before.lastSync(),
        after.lastSync());
    require(after.seq() >= before.seq(), Property.NUMBERS_GROW, before.seq(), after.seq());
    Run old = before.run();
    Run next = after.run();
    boolean ended = next != null && next.succeeded() != null && old != null;
    if (!ended || old.succeeded() != null) {
      require(
          Objects.equals(before.ack(), after.ack()), Property.ACKNOWLEDGES_WHAT_RAN, after.ack());
    }
    if (old == null && next != null) {
      starts(read, next, answers, now);
    } else if (old != null && next != null) {
      goesOn(before, old, after, next, act);
    } else if (old != null) {
      require(
          old.phase() == Phase.CLEANING || world.recordLost(),
          Property.ONE_RUN_PER_WRITE,
          "run given up",
          old);
    }
  }

  /** An image that people deleted between the look and the record is not the controller's loss. */
  private void adopts(@Nullable ThingId before, @Nullable ThingId after) {
    if (after == null || after.equals(before)) {
      return;
    }
    Piece image = world.objects.find(after).orElse(null);
    if (image == null || image.state == Thing.State.TERMINATING) {
      published = null;
    } else if (image.state == Thing.State.READY) {
      published = image.uid;
    }
  }

  private void remember(State state) {
    Run run = state.run();
    if (run == null) {
      return;
    }
    askable.add(run.attempt());
    askable.add(run.copy());
    if (run.phase() == Phase.PUBLISHING) {
      askable.add(run.image());
    }
    if (run.shape().makesVolume()) {
      askable.add(ThingId.volume());
    }
    if (run.phase() == Phase.RUNNING) {
      releasable.add(run.attempt() + "/" + run.attemptUid());
    }
  }

  private void starts(Store.Entry read, Run run, Controller.Answers answers, Instant now) {
    boolean reused = world.recordLost() && now.getEpochSecond() <= greatest;
    require(run.number() > greatest || reused, Property.NUMBERS_GROW, run.number());
    greatest = Math.max(greatest, run.number());
    Wish wish = read.wish();
    require(
        answers.ready() && answers.granted() && !wish.paused() && due(read, now),
        Property.STARTS_WHEN_IT_MAY,
        read);
    boolean manual = wish.trigger() == Wish.Trigger.MANUAL;
    require(
        Objects.equals(run.token(), manual ? wish.token() : null),
        Property.ACKNOWLEDGES_WHAT_RAN,
        run.token());
  }

  private static boolean due(Store.Entry read, Instant now) {
    Wish wish = read.wish();
    State state = read.state();
    if (wish.request() != null && !wish.request().equals(state.requestAck())) {
      return wish.trigger() != Wish.Trigger.INVALID;
    }
    return switch (wish.trigger()) {
      case CONTINUOUS -> true;
      case MANUAL -> !wish.token().equals(state.ack());
      case SCHEDULED -> state.anchor() == null || !now.isBefore(Wish.slotAfter(state.anchor()));
      case INVALID -> false;
    };
  }

  private void goesOn(State before, Run old, State after, Run next, Decision.Act act) {
    require(old.number() == next.number(), Property.ONE_RUN_PER_WRITE, old, next);
    require(
        old.start().equals(next.start())
            && Objects.equals(old.token(), next.token())
            && Objects.equals(old.request(), next.request())
            && old.shape().equals(next.shape()),
        Property.RUN_IS_FROZEN,
        old,
        next);
    require(next.failures() <= NastyWorld.PATIENCE.tries(), Property.BUDGET_HOLDS, next.failures());
    Set<String> gained = new HashSet<>(next.done());
    gained.removeAll(old.done());
    String uid = old.phase() == Phase.RUNNING && old.attemptUid() != null ? old.attemptUid() : "";
    Set<String> own = ledger.did(uid);
    require(own.containsAll(gained) || world.losses > 1, Property.OWN_OUTCOME, gained, uid, own);
    require(
        act.reported() == null || act.reported().uid().equals(uid),
        Property.OWN_OUTCOME,
        act.reported());
    ledger.counts(old.number(), uid);
    if (old.phase() == Phase.RUNNING && next.phase() != Phase.RUNNING) {
      world
          .objects
          .find(old.attempt())
          .filter(piece -> piece.uid.equals(uid))
          .ifPresent(ledger::tell);
    }
    if (next.succeeded() != null && old.succeeded() == null) {
      ends(before, old, after, next);
    }
  }

  private void ends(State before, Run old, State after, Run next) {
    if (!Boolean.TRUE.equals(next.succeeded())) {
      require(
          Objects.equals(before.ack(), after.ack()), Property.ACKNOWLEDGES_WHAT_RAN, after.ack());
      require(
          Objects.equals(before.lastSync(), after.lastSync()),
          Property.SUCCESS_IS_COMPLETE,
          "a failure counts as success");
      return;
    }
    successes++;
    published = after.image() == null ? null : published;
    require(Objects.equals(after.ack(), old.token()), Property.ACKNOWLEDGES_WHAT_RAN, after.ack());
    Set<String> missing = new HashSet<>();
    old.shape().stages().forEach(stage -> missing.addAll(stage.steps()));
    missing.removeAll(ledger.counted(old.number()));
    require(missing.isEmpty(), Property.SUCCESS_IS_COMPLETE, missing);
    if (old.shape().givenVolume() != null && !world.recordLost()) {
      require(
          Objects.equals(written.get(old.number()), imaged.get(old.image())),
          Property.IMAGE_OF_WHAT_WAS_WRITTEN,
          old.image(),
          imaged);
    }
    List<String> warned = ledger.warnings(old.number());
    if (!world.recordLost()) {
      require(
          warned.stream().limit(5).allMatch(warning -> after.warnings().contains(warning)),
          Property.WARNINGS_ARE_TOLD,
          warned,
          after.warnings());
      require(warned.isEmpty() || !old.shape().failOnWarning(), Property.WARNINGS_ARE_TOLD, warned);
    }
  }

  /** What is left when the resource has come to rest. */
  void atRest() {
    State state = world.store.now().state();
    for (Piece piece : world.objects.pieces()) {
      boolean current = piece.is(ThingId.Kind.IMAGE) && piece.id.equals(state.image());
      require(current || piece.is(ThingId.Kind.VOLUME), Property.NOTHING_LEFT, piece);
    }
  }

  private static void require(boolean holds, Property property, @Nullable Object... what) {
    if (!holds) {
      throw new Violation(property, Arrays.toString(what));
    }
  }
}
