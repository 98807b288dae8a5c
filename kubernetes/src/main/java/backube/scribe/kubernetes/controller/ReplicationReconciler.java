package backube.scribe.kubernetes.controller;

import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.pass.Look;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.kubernetes.resource.Cached;
import backube.scribe.kubernetes.resource.Kind;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pass over one resource. The pass writes the status itself, conditionally on the version
 * that it read; the framework is only asked to come again.
 */
abstract class ReplicationReconciler<
        R extends CustomResource<S, ReplicationStatus>, S extends ReplicationSpec>
    implements Reconciler<R>, Cached<R> {
  /** A delay that is over by the time it is set would be taken for none. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Kind<S, R> kind;
  private final InstantSource clock;
  private final SimpleInboundEventSource<R> calls = new SimpleInboundEventSource<>("calls");
  private @Nullable Function<ResourceKey, Look> pass;
  private volatile @Nullable IndexerResourceCache<R> cache;

  ReplicationReconciler(Kind<S, R> kind, InstantSource clock) {
    this.kind = kind;
    this.clock = clock;
  }

  Kind<S, R> kind() {
    return kind;
  }

  /** Sets what a pass is; before the first one. */
  void passes(Function<ResourceKey, Look> through) {
    pass = through;
  }

  /** Something about the resource changed: make a pass over it soon. */
  void wake(ResourceKey key) {
    calls.propagateEvent(new ResourceID(key.name(), key.namespace()));
  }

  @Override
  public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
    cache = context.getPrimaryCache();
    return List.of(calls);
  }

  @Override
  public Optional<R> find(String namespace, String name) {
    IndexerResourceCache<R> known = cache;
    return known == null ? Optional.empty() : known.get(new ResourceID(name, namespace));
  }

  /** All resources that are there. */
  List<ResourceKey> known() {
    IndexerResourceCache<R> all = cache;
    return all == null
        ? List.of()
        : all.keys().map(id -> kind.key(namespace(id), id.getName())).toList();
  }

  private static String namespace(ResourceID id) {
    return id.getNamespace().orElseThrow(); // they are all namespaced
  }

  @Override
  public UpdateControl<R> reconcile(R resource, Context<R> context) {
    Function<ResourceKey, Look> through = pass;
    if (through == null) {
      throw new IllegalStateException("not wired yet");
    }
    Look look = through.apply(kind.key(resource));
    UpdateControl<R> control = UpdateControl.noUpdate();
    return look.again().isPresent() ? control.rescheduleAfter(delay(look.again().get())) : control;
  }

  private Duration delay(Instant again) {
    Duration delay = Duration.between(clock.instant(), again);
    return delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay;
  }
}
