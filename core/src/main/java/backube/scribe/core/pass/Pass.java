package backube.scribe.core.pass;

import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.metric.Metrics;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Awaited;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Resources;
import backube.scribe.core.run.Runs;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.status.StateCodec;
import backube.scribe.core.sync.Engine;
import backube.scribe.core.sync.Patience;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.sync.Wait;
import backube.scribe.core.volume.Volumes;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One pass over one resource. Passes over different resources may run at once; passes over the same
 * one must not.
 */
public final class Pass {
  final Ports ports;
  final Sections sections;
  final Engine engine;
  final Queue queue;
  final Requests requests;
  final Patience patience;
  final Identities identities;
  final Conventions conventions;

  /** The ports that a pass acts through. */
  public record Ports(
      Resources resources,
      References references,
      Volumes volumes,
      Runs runs,
      GeneratedSecrets secrets,
      Endpoints endpoints,
      Events events,
      Awaited awaited,
      Metrics metrics,
      Clock clock) {
    /** Where movers generate nothing and listen to nobody, and nothing is counted. */
    public Ports(
        Resources resources,
        References references,
        Volumes volumes,
        Runs runs,
        Events events,
        Clock clock) {
      this(
          resources,
          references,
          volumes,
          runs,
          GeneratedSecrets.NONE,
          Endpoints.NONE,
          events,
          Awaited.NONE,
          Metrics.NONE,
          clock);
    }
  }

  /** Tells of requests for one sync beside the trigger. */
  public interface Requests {
    /** Token of the newest request; empty if there was none. */
    Optional<String> newest(ResourceKey key);
  }

  /**
   * A pass.
   *
   * @param queue of all passes whose resources keep something from each other
   * @param identities likewise
   */
  public Pass(
      Ports ports,
      Sections sections,
      Queue queue,
      Identities identities,
      Requests requests,
      Patience patience,
      Conventions conventions) {
    this.ports = ports;
    this.sections = sections;
    this.engine = new Engine(patience);
    this.queue = queue;
    this.identities = identities;
    this.requests = requests;
    this.patience = patience;
    this.conventions = conventions;
  }

  /** Looks at a resource and does what is due. */
  public Look look(ResourceKey key) {
    Optional<Replication> resource = ports.resources().read(key);
    if (resource.isEmpty() || resource.get().deleted()) {
      leaves(key);
      return Look.DONE;
    }
    MDC.put("resource", key.toString());
    try {
      return new Visit(this).look(resource.get());
    } finally {
      MDC.remove("resource");
      MDC.remove("run");
    }
  }

  /** Nothing is done for the resource any more. */
  void leaves(ResourceKey key) {
    settle(key, null);
    ports.awaited().awaits(key, Set.of());
    ports.metrics().gone(key);
  }

  /** Learns what a resource that this pass does not look at keeps from others. */
  public void heed(ResourceKey key) {
    ports
        .resources()
        .read(key)
        .filter(resource -> !resource.deleted())
        .map(resource -> StateCodec.read(resource.status().sync()).identity())
        .ifPresent(identity -> identities.settle(key, identity));
  }

  /** The queue and the identities follow the record. */
  void settle(ResourceKey key, @Nullable State state) {
    identities.settle(key, state == null ? null : state.identity());
    Run run = state == null ? null : state.run();
    Wait wait = state == null ? null : state.waitingFor();
    if (run != null && run.phase().holdsSlot()) {
      queue.runs(key, run.claims(), !run.shape().listens());
    } else if (wait != null && wait.reason().equals(Reasons.QUEUED)) {
      queue.waits(key);
    } else {
      queue.leaves(key);
    }
  }
}
