package backube.scribe.core.pass;

import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.metric.Recorded;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.queue.Claimed;
import backube.scribe.core.queue.Turn;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.status.StatusAggregator;
import backube.scribe.core.status.StatusUpdate;
import backube.scribe.core.sync.Decision;
import backube.scribe.core.sync.Due;
import backube.scribe.core.sync.Effect;
import backube.scribe.core.sync.Facts;
import backube.scribe.core.sync.Inputs;
import backube.scribe.core.sync.Need;
import backube.scribe.core.sync.Note;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.Seen;
import backube.scribe.core.sync.Shape;
import backube.scribe.core.sync.State;
import backube.scribe.core.sync.Wait;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One pass over one resource, from reading it to carrying out what is due. What it refers to is
 * read once, so that all of the pass goes by the same content.
 */
final class Visit {
  /** The engine asks for each thing once, and once more if a plan turns out to be lost. */
  private static final int MOST_QUESTIONS = 12;

  private final Pass pass;
  private final Sections sections;
  private final Preparation preparation;
  private final Frozen frozen;
  private final Learning learning;
  private final Effects effects;
  private final Announcing announcing;
  private boolean reachKnown;
  private Optional<Reach> reach = Optional.empty();

  Visit(Pass pass) {
    this.pass = pass;
    sections = new DecodeOnce(pass.sections);
    preparation =
        new Preparation(
            sections,
            new ReadOnce(pass.ports.references()),
            pass.ports.volumes(),
            pass.ports.secrets(),
            pass.ports.endpoints(),
            pass.identities,
            pass.conventions);
    frozen = new Frozen(pass.ports.runs(), preparation);
    learning = new Learning(sections, pass.ports.volumes(), frozen);
    effects = new Effects(pass.ports, frozen);
    announcing = new Announcing(sections, pass.ports.secrets(), pass.ports.endpoints(), frozen);
  }

  Look look(Replication resource) {
    if (resource.spec().external() != null
        && sections.decode(resource) instanceof Decoded.Elsewhere) {
      pass.leaves(resource.key());
      return Look.DONE;
    }
    Glance glance = new Glance(resource, Seen.of(things(resource, false), false));
    for (int question = 0; question < MOST_QUESTIONS; question++) {
      Instant now = pass.ports.clock().instant();
      State state = StateCodec.read(glance.resource().status().sync());
      Facts facts = facts(glance, state);
      Decision decision = pass.engine.decide(facts, state, glance.seen(), now);
      if (decision instanceof Decision.Nothing) {
        pass.leaves(resource.key());
        return Look.DONE;
      }
      if (decision instanceof Decision.Ask ask) {
        Optional<Glance> closer = answer(glance, state, ask.need(), now);
        if (closer.isEmpty()) {
          pass.leaves(resource.key());
          return Look.DONE;
        }
        glance = closer.get();
      } else {
        Decision.Act act = (Decision.Act) decision;
        if (!planMissing(glance, act)) {
          return carryOut(glance, facts, state, act, now);
        }
        glance = glance.seeing(glance.seen().withoutPlan());
      }
    }
    throw new IllegalStateException("the engine asks without end about " + resource.key());
  }

  /** What this pass has found out so far. */
  private record Glance(
      Replication resource,
      Seen seen,
      Optional<Prepared.Ready> prepared,
      Optional<Exchange> exchange) {
    Glance(Replication resource, Seen seen) {
      this(resource, seen, Optional.empty(), Optional.empty());
    }

    Glance seeing(Seen more) {
      return new Glance(resource, more, prepared, exchange);
    }

    Glance preparing(Prepared answer) {
      if (answer instanceof Prepared.Ready ready) {
        Inputs inputs = new Inputs.Ready(ready.shape(), ready.warnings());
        return new Glance(
            resource, seen.with(inputs), Optional.of(ready), Optional.of(ready.exchange()));
      }
      if (answer instanceof Prepared.Pending pending) {
        return new Glance(
            resource,
            seen.with(pending.cause()),
            Optional.empty(),
            Optional.of(pending.exchange()));
      }
      Inputs refused = new Inputs.Refused(((Prepared.Refused) answer).refusal());
      return new Glance(resource, seen.with(refused));
    }
  }

  private List<Thing> things(Replication resource, boolean live) {
    Runs runs = pass.ports.runs();
    Volumes volumes = pass.ports.volumes();
    List<Thing> things = new ArrayList<>();
    things.addAll(live ? runs.observeLive(resource) : runs.observe(resource));
    things.addAll(live ? volumes.observeLive(resource) : volumes.observe(resource));
    return things;
  }

  /**
   * The objects that it refers to are read only when a change of them would be a reason to act:
   * while something failed, or keeps a run from going on.
   */
  private Facts facts(Glance glance, State state) {
    Replication resource = glance.resource();
    Run run = state.run();
    boolean compares =
        run == null
            ? state.failure() != null || glance.prepared().isPresent()
            : run.phase() == Phase.RESTING || state.waitingFor() != null;
    return new Facts(
        resource.uid(),
        due(resource),
        pass.requests.newest(resource.key()),
        Boolean.TRUE.equals(resource.spec().paused()),
        resource.deleted(),
        compares ? preparation.fingerprint(resource) : "",
        address(glance, run),
        run != null && announcing.exchanged(resource, run));
  }

  /** Of a run that is about to begin, what its checks found; of one that listens, what is now. */
  private Optional<String> address(Glance glance, @Nullable Run run) {
    if (run == null) {
      return glance.exchange().flatMap(Exchange::address);
    }
    if (!reachKnown) {
      reach = announcing.reach(glance.resource(), run);
      reachKnown = true;
    }
    return reach.map(where -> where instanceof Reach.At at ? at.address() : null);
  }

  /** A spec that no run could be made of is told at once, not when the next run is due. */
  private Due due(Replication resource) {
    Due due = Triggers.read(resource.spec().trigger());
    return !(due instanceof Due.Invalid)
            && sections.decode(resource) instanceof Decoded.Refused refused
        ? new Due.Invalid(refused.refusal())
        : due;
  }

  /** Finds out what the engine asks for; empty if the resource is gone. */
  private Optional<Glance> answer(Glance glance, State state, Need need, Instant now) {
    Replication resource = glance.resource();
    return switch (need) {
      case LIVE ->
          pass.ports.resources().readLive(resource.key()).map(live -> closer(glance, live));
      case INPUTS -> Optional.of(glance.preparing(preparation.prepare(resource, 0, now)));
      case TURN -> Optional.of(glance.seeing(glance.seen().with(turn(glance, state, now))));
      case GIVEN_VOLUME -> Optional.of(glance.seeing(withGivenVolume(glance, state.run())));
    };
  }

  /** Answers that were found for the same version of the resource still hold. */
  private Glance closer(Glance glance, Replication live) {
    return live.version().equals(glance.resource().version())
        ? new Glance(
            live, glance.seen().live(things(live, true)), glance.prepared(), glance.exchange())
        : new Glance(live, Seen.of(things(live, true), true));
  }

  /** What is seen, and the volume of the frozen plan: the spec may name another one by now. */
  private Seen withGivenVolume(Glance glance, @Nullable Run run) {
    Optional<Attempt> plan =
        Optional.ofNullable(run).flatMap(r -> frozen.find(glance.resource(), r, glance.prepared()));
    if (plan.isEmpty()) {
      return glance.seen().withoutPlan();
    }
    return glance
        .seen()
        .withGivenVolume(
            plan.flatMap(Attempt::volume)
                .flatMap(volume -> pass.ports.volumes().givenVolume(glance.resource(), volume))
                .orElse(""));
  }

  private Turn turn(Glance glance, State state, Instant now) {
    Run run = state.run();
    Wait wait = state.waitingFor();
    Instant since = wait != null && wait.reason().equals(Reasons.QUEUED) ? wait.since() : now;
    Shape shape = run == null ? glance.prepared().orElseThrow().shape() : run.shape();
    List<Claimed> claims = run == null ? shape.stages().get(0).claims() : run.claims();
    return pass.queue.ask(glance.resource().key(), claims, !shape.listens(), since);
  }

  /** Before anything is recorded: an attempt can only be made from a plan that is there. */
  private boolean planMissing(Glance glance, Decision.Act act) {
    boolean holds = act.effects().stream().anyMatch(effect -> effect instanceof Effect.Hold);
    Run run = act.state().run();
    return holds && run != null && frozen.find(glance.resource(), run, glance.prepared()).isEmpty();
  }

  private Look carryOut(Glance glance, Facts facts, State before, Decision.Act act, Instant now) {
    Replication resource = glance.resource();
    runIs(resource, before.run() == null ? act.state().run() : before.run());
    StatusUpdate update =
        announcing.add(
            learning.from(resource, before, act, now),
            resource,
            glance.exchange(),
            before,
            act.state());
    ReplicationStatus status =
        StatusAggregator.next(
            told(resource), act.state(), update, pass.conventions.vocabulary(), now);
    boolean changed = !status.equals(resource.status());
    if (changed) {
      Optional<Replication> written = pass.ports.resources().writeStatus(resource, status);
      if (written.isEmpty()) {
        return new Look(Optional.of(now), true);
      }
      resource = written.get();
    }
    pass.settle(resource.key(), act.state());
    tell(glance.resource(), facts.due(), before, act, now);
    for (Note note : act.notes()) {
      pass.ports.events().record(resource, note.type(), note.reason(), "Sync", note.message());
    }
    List<String> problems =
        effects.carryOut(resource, act.state(), act.effects(), glance.prepared());
    announcing.withdraw(resource, act.state()).ifPresent(problems::add);
    Instant again = act.lookAgain();
    if (problems.isEmpty()) {
      return new Look(Optional.ofNullable(again), changed || !act.effects().isEmpty());
    }
    hindered(resource, before, act.state(), problems, now);
    Instant retry = now.plus(pass.patience.settle());
    return new Look(Optional.of(again == null || retry.isBefore(again) ? retry : again), false);
  }

  /** Tells what could not be done; if that can't be written, the next try tells. */
  private void hindered(
      Replication resource, State before, State recorded, List<String> problems, Instant now) {
    State told = recorded.hindered(String.join("; ", problems), now);
    ReplicationStatus status =
        StatusAggregator.next(
            resource.status(), told, StatusUpdate.NONE, pass.conventions.vocabulary(), now);
    if (!status.equals(resource.status())) {
      pass.ports.resources().writeStatus(resource, status);
    }
    if (!told.hindrance().equals(before.hindrance())) {
      problems.forEach(
          problem ->
              pass.ports
                  .events()
                  .record(resource, Events.Type.WARNING, Reasons.EFFECT_FAILED, "Sync", problem));
    }
  }

  /** The status so far, in the shape that the dialect has it. */
  private ReplicationStatus told(Replication resource) {
    return pass.conventions.placesForMovers()
            && sections.decode(resource) instanceof Decoded.Usable usable
        ? StatusAggregator.withPlaceFor(usable.section().mover().name(), resource.status())
        : resource.status();
  }

  /** Lines that are logged from here on tell which run they are about, as its snapshots do. */
  private static void runIs(Replication resource, @Nullable Run run) {
    if (run != null) {
      MDC.put("run", resource.uid() + "-" + run.number());
    }
  }

  private void tell(Replication resource, Due due, State before, Decision.Act act, Instant now) {
    State after = act.state();
    pass.ports.awaited().awaits(resource.key(), new Remedies(sections).of(resource, due, after));
    if (sections.decode(resource) instanceof Decoded.Usable usable) {
      Thing reported = act.reported();
      pass.ports
          .metrics()
          .recorded(
              new Recorded(
                  resource.key(),
                  resource.uid(),
                  usable.section().mover().name(),
                  due,
                  before,
                  after,
                  Optional.ofNullable(reported).map(Thing::report),
                  now));
    } else {
      pass.ports.metrics().gone(resource.key());
    }
  }
}
