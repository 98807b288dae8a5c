package backube.scribe.local.loop;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Attempts in memory; a test ends them. They outlive the controller, as sandboxes do. */
final class FakeSandboxes implements Runs, Sandboxes {
  private record Held(Attempt attempt, Thing thing) {}

  private final Map<ResourceKey, Map<ThingId, Held>> attempts = new LinkedHashMap<>();
  final List<ResourceKey> forgotten = new ArrayList<>();
  private Consumer<ResourceKey> wake = key -> {};
  private int uids;

  synchronized void wake(Consumer<ResourceKey> controller) {
    wake = controller;
  }

  /** Something else about a resource changed. */
  synchronized void poke(ResourceKey key) {
    wake.accept(key);
  }

  /** Attempts of a resource that are at work. */
  synchronized List<ThingId> running(ResourceKey key) {
    return of(key).values().stream()
        .map(Held::thing)
        .filter(thing -> thing.state() == Thing.State.RUNNING)
        .map(Thing::id)
        .toList();
  }

  synchronized int count(ResourceKey key) {
    return of(key).size();
  }

  synchronized void succeed(ResourceKey key) {
    end(key, Thing.State.SUCCEEDED, Report.Outcome.SUCCEEDED, null, "");
  }

  synchronized void fail(ResourceKey key, FailureClass failure, String message) {
    end(key, Thing.State.FAILED, Report.Outcome.FAILED, failure, message);
  }

  private void end(
      ResourceKey key,
      Thing.State state,
      Report.Outcome outcome,
      FailureClass failure,
      String message) {
    of(key)
        .replaceAll(
            (id, held) ->
                held.thing().state() != Thing.State.RUNNING
                    ? held
                    : new Held(
                        held.attempt(),
                        new Thing(
                            id,
                            held.thing().uid(),
                            state,
                            "",
                            new Report(
                                1,
                                held.attempt().runId(),
                                outcome,
                                failure,
                                message,
                                Instant.EPOCH,
                                steps(held.attempt(), outcome),
                                Map.of(),
                                Map.of(),
                                List.of()))));
    wake.accept(key);
  }

  private static List<Report.StepResult> steps(Attempt attempt, Report.Outcome outcome) {
    return attempt.steps().stream()
        .map(step -> new Report.StepResult(step, outcome, 1, ""))
        .toList();
  }

  private Map<ThingId, Held> of(ResourceKey key) {
    return attempts.computeIfAbsent(key, any -> new LinkedHashMap<>());
  }

  @Override
  public synchronized List<Thing> observe(Replication owner) {
    return of(owner.key()).values().stream().map(Held::thing).toList();
  }

  @Override
  public synchronized void hold(Replication owner, Attempt attempt) {
    of(owner.key())
        .computeIfAbsent(
            attempt.id(), id -> new Held(attempt, Thing.of(id, "uid-" + ++uids, Thing.State.HELD)));
  }

  @Override
  public synchronized Optional<Attempt> find(Replication owner, ThingId id) {
    return Optional.ofNullable(of(owner.key()).get(id)).map(Held::attempt);
  }

  @Override
  public synchronized void release(Replication owner, ThingId id, String uid) {
    of(owner.key())
        .computeIfPresent(
            id,
            (same, held) ->
                held.thing().uid().equals(uid) && held.thing().state() == Thing.State.HELD
                    ? new Held(held.attempt(), Thing.of(id, uid, Thing.State.RUNNING))
                    : held);
  }

  @Override
  public synchronized void remove(Replication owner, ThingId id, String uid) {
    of(owner.key()).values().removeIf(held -> held.thing().uid().equals(uid));
    wake.accept(owner.key());
  }

  @Override
  public synchronized void forget(ResourceKey owner) {
    forgotten.add(owner);
  }

  @Override
  public synchronized void stop(Replication owner, ThingId id, String uid) {
    fail(owner.key(), FailureClass.CANCELLED, "told to stop");
  }
}
