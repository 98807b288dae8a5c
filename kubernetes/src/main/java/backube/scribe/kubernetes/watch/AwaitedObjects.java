package backube.scribe.kubernetes.watch;

import backube.scribe.core.resource.Awaited;
import backube.scribe.core.resource.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Watches on single objects of others, for the resources that wait for them: so that a corrected
 * Secret is noticed at once, and yet no Secret of the cluster is kept in memory. There are at most
 * {@value #MOST} of them; a resource that gets none is looked at from time to time anyway.
 */
public final class AwaitedObjects implements Awaited, AutoCloseable {
  private static final int MOST = 200;

  private final Watches watches;
  private final Consumer<ResourceKey> wake;
  private final Executor thread;
  private final Map<ResourceKey, Set<Named>> wanted = new ConcurrentHashMap<>();

  /** Touched by the one thread only. */
  private final Map<Target, Held> held = new LinkedHashMap<>();

  /** Touched by the one thread only. */
  private final Map<ResourceKey, Set<Target>> targets = new HashMap<>();

  /** One object. */
  record Target(String namespace, Named named) {}

  /** Port: how one object is watched. */
  interface Watches {
    /**
     * Begins to watch.
     *
     * @param changed called for each change, from any thread
     * @param ended called at most once, when the watch has ended by itself
     * @return ends it
     * @throws RuntimeException if that is not possible
     */
    AutoCloseable open(Target target, Runnable changed, Runnable ended);
  }

  private record Held(AutoCloseable watch, Set<ResourceKey> by) {}

  /**
   * @param wake called with each resource for which a change may be a remedy; must not block
   * @param thread carries out one task at a time, in order
   */
  AwaitedObjects(Watches watches, Consumer<ResourceKey> wake, Executor thread) {
    this.watches = watches;
    this.wake = wake;
    this.thread = thread;
  }

  @Override
  public void awaits(ResourceKey who, Set<Named> objects) {
    Set<Named> before =
        objects.isEmpty() ? wanted.remove(who) : wanted.put(who, Set.copyOf(objects));
    if (!objects.equals(before == null ? Set.of() : before)) {
      thread.execute(() -> set(who, objects));
    }
  }

  private void set(ResourceKey who, Set<Named> objects) {
    Set<Target> now = new HashSet<>();
    objects.forEach(named -> now.add(new Target(who.namespace(), named)));
    Set<Target> before = targets.getOrDefault(who, Set.of());
    now.stream().filter(target -> !before.contains(target)).forEach(target -> add(who, target));
    before.stream().filter(target -> !now.contains(target)).forEach(target -> drop(who, target));
    if (now.isEmpty()) {
      targets.remove(who);
    } else {
      targets.put(who, now);
    }
  }

  private void add(ResourceKey who, Target target) {
    Held known = held.get(target);
    if (known != null) {
      known.by().add(who);
      return;
    }
    if (held.size() >= MOST) {
      return;
    }
    try {
      AutoCloseable watch =
          watches.open(
              target,
              () -> thread.execute(() -> changed(target)),
              () -> thread.execute(() -> ended(target)));
      held.put(target, new Held(watch, new HashSet<>(Set.of(who))));
    } catch (RuntimeException noWatch) {
      // Told by the adapter; the resource is looked at again when its time comes.
    }
  }

  private void changed(Target target) {
    Held known = held.get(target);
    if (known != null) {
      known.by().forEach(wake);
    }
  }

  /** Whoever still wants it asks anew in his next pass. */
  private void ended(Target target) {
    Held known = held.remove(target);
    if (known != null) {
      known.by().forEach(this::forget);
      known.by().forEach(wake);
    }
  }

  private void forget(ResourceKey who) {
    wanted.remove(who);
    Set<Target> rest = targets.remove(who);
    if (rest != null) {
      rest.forEach(target -> drop(who, target));
    }
  }

  private void drop(ResourceKey who, Target target) {
    Held known = held.get(target);
    if (known != null && known.by().remove(who) && known.by().isEmpty()) {
      held.remove(target);
      close(known);
    }
  }

  private static void close(Held known) {
    try {
      known.watch().close();
    } catch (Exception closedAlready) {
      // it is not wanted any more, however it ended
    }
  }

  @Override
  public void close() {
    wanted.clear();
    thread.execute(
        () -> {
          held.values().forEach(AwaitedObjects::close);
          held.clear();
          targets.clear();
        });
  }
}
