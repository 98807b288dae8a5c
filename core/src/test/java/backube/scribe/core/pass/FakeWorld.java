package backube.scribe.core.pass;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Report;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Resources;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;

/** A world in memory behind every port; copies and volumes are usable at once. */
final class FakeWorld implements Resources, References, Volumes, Runs, Events {
  final Map<ResourceKey, Replication> resources = new HashMap<>();
  final Map<String, Map<String, byte[]>> secrets = new HashMap<>();
  final Map<String, VolumeMode> modes = new HashMap<>();
  final Set<String> accounts = new HashSet<>();
  final Map<ThingId, Thing> things = new LinkedHashMap<>();
  final Map<ThingId, Attempt> attempts = new LinkedHashMap<>();
  final List<String> events = new ArrayList<>();
  final List<String> log = new ArrayList<>();

  /** Which run log lines would have told of when objects were made. */
  final List<String> logged = new ArrayList<>();

  int secretReads;
  boolean refuseWrites;
  boolean failHold;
  boolean vanishing;
  Optional<Refusal> volumeRefusal = Optional.empty();
  private int uids;

  @Override
  public VolumeMode mode(Replication owner, String claim) {
    log.add("mode");
    return modes.getOrDefault(claim, VolumeMode.FILESYSTEM);
  }

  @Override
  public boolean hasAccount(String namespace, String name) {
    return accounts.contains(name);
  }

  void secret(String name, String... keysAndValues) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      data.put(keysAndValues[i], keysAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    secrets.put(name, data);
  }

  void end(ThingId id, Report report) {
    Thing.State state =
        report.outcome() == Report.Outcome.FAILED ? Thing.State.FAILED : Thing.State.SUCCEEDED;
    things.computeIfPresent(id, (i, old) -> new Thing(id, old.uid(), state, "", report));
  }

  void hinder(ThingId id, String obstacle) {
    things.computeIfPresent(
        id, (i, old) -> new Thing(id, old.uid(), Thing.State.RUNNING, obstacle, null));
  }

  static Report succeeded(String... steps) {
    return report(Report.Outcome.SUCCEEDED, null, "", steps);
  }

  static Report report(
      Report.Outcome outcome, FailureClass failure, String message, String... steps) {
    return new Report(
        1,
        null,
        outcome,
        failure,
        message,
        Instant.parse("2026-01-01T12:00:30Z"),
        java.util.Arrays.stream(steps)
            .map(step -> new Report.StepResult(step, Report.Outcome.SUCCEEDED, 1, ""))
            .toList(),
        Map.of(),
        Map.of("snapshot", "abc"),
        List.of("a line"));
  }

  @Override
  public Optional<Replication> read(ResourceKey key) {
    return Optional.ofNullable(resources.get(key));
  }

  @Override
  public Optional<Replication> readLive(ResourceKey key) {
    return read(key);
  }

  @Override
  public Optional<Replication> writeStatus(Replication read, ReplicationStatus status) {
    Replication current = resources.get(read.key());
    if (refuseWrites || !current.version().equals(read.version())) {
      return Optional.empty();
    }
    log.add("status");
    Replication written =
        new Replication(
            read.key(),
            read.uid(),
            read.created(),
            String.valueOf(Integer.parseInt(read.version()) + 1),
            read.deleted(),
            read.annotations(),
            read.sourcePvc(),
            read.spec(),
            status);
    resources.put(read.key(), written);
    return Optional.of(written);
  }

  @Override
  public boolean vanishing(ResourceKey key) {
    return vanishing;
  }

  @Override
  public Optional<Content> read(String namespace, Ref ref) {
    secretReads++;
    return Optional.ofNullable(secrets.get(ref.name()))
        .map(data -> new Content(String.valueOf(data.hashCode()), data));
  }

  @Override
  public Optional<Refusal> check(Replication owner, VolumeRequest request) {
    return volumeRefusal;
  }

  @Override
  public List<Thing> observeLive(Replication owner) {
    return observe(owner);
  }

  @Override
  public List<Thing> observe(Replication owner) {
    return List.of(); // one world: both ports would tell the same things twice
  }

  List<Thing> things() {
    return List.copyOf(things.values());
  }

  @Override
  public void create(Replication owner, ThingId id, VolumeRequest request) {
    log.add("make " + id.kind());
    things.putIfAbsent(id, new Thing(id, "u" + ++uids, Thing.State.READY, "", null));
  }

  @Override
  public void hold(Replication owner, Attempt attempt) {
    if (failHold) {
      throw new EffectFailed("the node is on fire");
    }
    log.add("hold " + attempt.steps());
    logged.add(String.valueOf(MDC.get("run")));
    attempts.putIfAbsent(attempt.id(), attempt);
    things.putIfAbsent(
        attempt.id(), new Thing(attempt.id(), "u" + ++uids, Thing.State.HELD, "", null));
  }

  @Override
  public Optional<Attempt> find(Replication owner, ThingId id) {
    return Optional.ofNullable(attempts.get(id));
  }

  @Override
  public void release(Replication owner, ThingId id, String uid) {
    log.add("release");
    things.computeIfPresent(
        id, (i, old) -> new Thing(id, old.uid(), Thing.State.RUNNING, "", null));
  }

  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    log.add("remove " + id.kind());
    things.remove(id);
    attempts.remove(id);
  }

  @Override
  public TypedLocalObjectReference reference(
      Replication owner, Optional<ThingId> image, VolumeRequest request) {
    TypedLocalObjectReference reference = new TypedLocalObjectReference();
    reference.setKind(image.isPresent() ? "VolumeSnapshot" : "PersistentVolumeClaim");
    reference.setName(request.claim().orElse("made"));
    return reference;
  }

  @Override
  public void record(
      Replication about, Events.Type type, String reason, String action, String message) {
    events.add(type + " " + reason + ": " + message);
  }
}
