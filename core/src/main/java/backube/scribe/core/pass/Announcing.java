package backube.scribe.core.pass;

import backube.scribe.api.mover.Announcement;
import backube.scribe.api.mover.Endpoint;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.status.StatusUpdate;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.world.EffectFailed;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the peer of a mover is told: where it listens, and which Secrets it may copy. */
final class Announcing {
  private final Sections sections;
  private final GeneratedSecrets secrets;
  private final Endpoints endpoints;
  private final Frozen frozen;

  Announcing(Sections sections, GeneratedSecrets secrets, Endpoints endpoints, Frozen frozen) {
    this.sections = sections;
    this.secrets = secrets;
    this.endpoints = endpoints;
    this.frozen = frozen;
  }

  /**
   * Where a run that listens is reached now; its endpoint is brought up to date, for that needs no
   * other mover. Empty for every other run.
   */
  Optional<Reach> reach(Replication resource, Run run) {
    if (!run.shape().listens() || run.phase() == Phase.CLEANING) {
      return Optional.empty();
    }
    Optional<Attempt> carrier = frozen.find(resource, run);
    Optional<Endpoint> endpoint = carrier.flatMap(attempt -> attempt.plan().endpoint());
    if (endpoint.isEmpty()
        || !(sections.decode(resource) instanceof Decoded.Usable usable)
        || !usable.section().mover().name().equals(carrier.get().mover())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          endpoints.offer(
              resource, carrier.get().mover(), endpoint.get(), usable.section().endpoint()));
    } catch (EffectFailed failed) {
      return Optional.of(new Reach.Pending(failed.message(), ""));
    }
  }

  /** Whether a run listens whose mover is not the resource's any more. */
  boolean exchanged(Replication resource, Run run) {
    return run.shape().listens()
        && run.phase() != Phase.CLEANING
        && sections.decode(resource) instanceof Decoded.Usable usable
        && frozen
            .find(resource, run)
            .filter(attempt -> !attempt.mover().equals(usable.section().mover().name()))
            .isPresent();
  }

  /**
   * A resource whose status tells of other movers had one of them: nobody listens for their peers
   * any more. What they told stays, as do their Secrets, in case they come back.
   *
   * @return what could not be done and why; empty if there is nothing to try again
   */
  Optional<String> withdraw(Replication resource, State state) {
    Run run = state.run();
    boolean listens = run != null && run.shape().listens() && run.phase() != Phase.CLEANING;
    if (listens || !(sections.decode(resource) instanceof Decoded.Usable usable)) {
      return Optional.empty();
    }
    String mover = usable.section().mover().name();
    if (Set.of(mover).containsAll(resource.status().sections().keySet())) {
      return Optional.empty();
    }
    try {
      endpoints.keepOnly(resource, mover);
      return Optional.empty();
    } catch (EffectFailed failed) {
      return Optional.of(failed.message());
    }
  }

  /**
   * The status with what is known now, if the report of an attempt has not said more.
   *
   * @param known what this pass has found out; empty if it did not look
   */
  StatusUpdate add(
      StatusUpdate update,
      Replication resource,
      Optional<Exchange> known,
      State before,
      State after) {
    if (update.section().isPresent()
        || !(sections.decode(resource) instanceof Decoded.Usable usable)
        || !usable.section().side().announces()) {
      return update;
    }
    return known
        .or(() -> moved(resource, usable.section(), before, after))
        .flatMap(exchange -> section(usable.section(), exchange))
        .map(section -> update.announcing(usable.section().mover().name(), section))
        .orElse(update);
  }

  /** A run that listens is reached somewhere else. */
  private <C extends Record> Optional<Exchange> moved(
      Replication resource, Section<C, ?> section, State before, State after) {
    Run run = after.run();
    if (run == null
        || !run.shape().listens()
        || Objects.equals(before.address(), after.address())) {
      return Optional.empty();
    }
    GeneratedSecrets.Answer answer =
        secrets.ensure(
            resource,
            section.mover().name(),
            section.side().requirements(section.config()).generated());
    Optional<String> address = Optional.ofNullable(after.address());
    return answer instanceof GeneratedSecrets.Answer.Ready ready
        ? Optional.of(
            new Exchange(
                address,
                address.flatMap(at -> Optional.ofNullable(run.shape().port())),
                ready.names()))
        : Optional.empty();
  }

  private static <C extends Record, S extends Record>
      Optional<Map<String, @Nullable Object>> section(Section<C, S> section, Exchange known) {
    Announcement<S> announcement =
        new Announcement<>(known.address(), known.port(), known.secretNames(), section.status());
    return MoverStatus.made(section, () -> section.side().status(announcement));
  }
}
