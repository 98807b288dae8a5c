package backube.scribe.core.sync;

import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Events;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No run is under way: is one due, and can it start? */
final class Idle {
  /** What takes longer than this may never come. */
  private static final Duration USUAL = Duration.ofSeconds(15);

  private final Patience patience;

  Idle(Patience patience) {
    this.patience = patience;
  }

  Decision decide(Facts facts, State state, Seen seen, Instant now) {
    List<Thing> leftovers = Leftovers.of(state, seen);
    if (!seen.live() && Leftovers.precious(leftovers)) {
      return new Decision.Ask(Need.LIVE);
    }
    if (!leftovers.isEmpty()) {
      State swept = state.swept() ? state.with(change -> change.swept = false) : state;
      return Decision.Act.of(swept, now.plus(patience.settle()), Leftovers.removals(leftovers));
    }
    if (!state.swept()) {
      return seen.live()
          ? trigger(facts, state.with(change -> change.swept = true), seen, now)
          : new Decision.Ask(Need.LIVE);
    }
    return trigger(facts, state, seen, now);
  }

  private Decision trigger(Facts facts, State state, Seen seen, Instant now) {
    if (facts.due() instanceof Due.Invalid invalid) {
      return refused(state.with(change -> change.nextSync = null), invalid.refusal(), now, null);
    }
    Outlook outlook = Outlook.of(facts, state, now, patience);
    if (!outlook.due()) {
      return waiting(state, outlook, now);
    }
    State known = state.with(change -> change.nextSync = outlook.nextSlot());
    if (facts.paused()) {
      return Decision.Act.of(
          known.waiting(Reasons.PAUSED, "spec.paused is true: no sync starts", now, null), null);
    }
    return check(facts, known, seen, now);
  }

  private static Decision waiting(State state, Outlook outlook, Instant now) {
    State known = state.with(change -> change.nextSync = outlook.nextSlot());
    return Decision.Act.of(
        known.waiting(outlook.reason(), outlook.message(), now, outlook.lookAgain()),
        outlook.lookAgain());
  }

  /**
   * A run is over. Where nothing but a wait follows, that is recorded with it, which spares a
   * write; all else is decided in a pass of its own, which knows more.
   */
  Decision over(Facts facts, State state, Instant now) {
    if (state.failure() == null && !(facts.due() instanceof Due.Invalid)) {
      Outlook outlook = Outlook.of(facts, state, now, patience);
      if (!outlook.due()) {
        return waiting(state, outlook, now);
      }
    }
    return Decision.Act.of(state, now);
  }

  private Decision check(Facts facts, State state, Seen seen, Instant now) {
    Optional<Inputs> inputs = seen.inputs();
    if (inputs.isEmpty()) {
      return new Decision.Ask(Need.INPUTS);
    }
    if (inputs.get() instanceof Inputs.Refused refused) {
      return refused(state, refused.refusal(), now, now.plus(patience.recheck()));
    }
    if (inputs.get() instanceof Inputs.Pending pending) {
      return pending(state, pending, now);
    }
    Inputs.Ready ready = (Inputs.Ready) inputs.get();
    if (seen.turn().isEmpty()) {
      return new Decision.Ask(Need.TURN);
    }
    if (seen.turn().get() instanceof Turn.Waiting waiting) {
      return Decision.Act.of(
          state.waiting(Reasons.QUEUED, waiting.message(), now, null),
          now.plus(patience.recheck()));
    }
    boolean mayReplaceImage = ready.shape().publishes() || state.image() != null;
    return mayReplaceImage && !seen.live()
        ? new Decision.Ask(Need.LIVE)
        : start(facts, state, ready, now);
  }

  /** What takes its time is told at once, and what to look at when it takes long. */
  private Decision pending(State state, Inputs.Pending pending, Instant now) {
    Wait before = state.waitingFor();
    Instant since =
        before != null && before.reason().equals(pending.reason()) ? before.since() : now;
    Instant late = since.plus(USUAL);
    if (pending.advice().isEmpty() || now.isBefore(late)) {
      return Decision.Act.of(
          state.waiting(pending.reason(), pending.message(), now, null),
          now.isBefore(late) ? late : now.plus(patience.recheck()));
    }
    return refused(
        state,
        new Refusal(pending.reason(), pending.message() + "; " + pending.advice()),
        now,
        now.plus(patience.recheck()));
  }

  private Decision start(Facts facts, State state, Inputs.Ready ready, Instant now) {
    long number = Math.max(state.seq() + 1, now.getEpochSecond());
    String token = facts.due() instanceof Due.Manual manual ? manual.token() : null;
    String request = facts.request().orElse(null);
    String address = ready.shape().listens() ? facts.address().orElse(null) : null;
    Run run =
        Run.start(number, now, token, request, facts.fingerprint(), ready.shape())
            .with(change -> ready.warnings().forEach(change::warn));
    State started =
        state.with(
            change -> {
              change.seq = number;
              change.run = run;
              change.identity = ready.shape().identity();
              change.waitingFor = null;
              change.address = address;
              change.swept = false;
            });
    Decision.Act act = Decision.Act.of(started, now.plus(patience.settle()), asked(run));
    return address == null || address.equals(state.address())
        ? act
        : act.noting(Listening.assigned(address));
  }

  /**
   * Everything that a run that begins needs: the copy first, for which the mover will have to wait.
   * The attempt carries the plan; if it isn't made after all, the same plan is made anew, or the
   * run fails.
   */
  private static List<Effect> asked(Run run) {
    List<Effect> effects = new ArrayList<>();
    if (run.shape().copies() && run.needsData()) {
      effects.add(new Effect.Make(run.copy()));
    }
    effects.add(Effect.Hold.of(run));
    if (run.shape().makesVolume()) {
      effects.add(new Effect.Make(ThingId.volume()));
    }
    return effects;
  }

  private static Decision refused(
      State state, Refusal refusal, Instant now, @Nullable Instant lookAgain) {
    Wait before = state.waitingFor();
    State waiting = state.waiting(refusal.reason(), refusal.message(), now, null);
    Decision.Act act = Decision.Act.of(waiting, lookAgain);
    boolean known =
        before != null
            && before.reason().equals(refusal.reason())
            && before.message().equals(refusal.message());
    return known
        ? act
        : act.noting(new Note(Events.Type.WARNING, refusal.reason(), refusal.message()));
  }
}
