package backube.scribe.core.queue;

import backube.scribe.core.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The queue. It keeps nothing that the recorded states don't tell: after every pass over a resource
 * it is told whether the resource runs, waits or neither, so after a restart it is complete once
 * every resource was looked at; until {@link #open} nobody is let in.
 *
 * <p>Fair: nobody is overtaken by a later one that claims what he waits for, so an exclusive claim
 * is not starved by shared ones; one that waits for a claim does not hold up others who want
 * nothing of it.
 */
public final class Queue {
  private final int limit;
  private final Map<ResourceKey, Entry> running = new HashMap<>();
  private final Map<ResourceKey, Entry> waiting = new HashMap<>();
  private final Consumer<ResourceKey> wake;
  private boolean open;

  /**
   * An empty queue.
   *
   * @param limit most runs at a time; 0 for no limit
   * @param wake called for each one that waits when something became free; must not call back
   */
  public Queue(int limit, Consumer<ResourceKey> wake) {
    this.limit = limit;
    this.wake = wake;
  }

  /** All resources were looked at once: what runs is known, and others may start. */
  public synchronized void open() {
    open = true;
    waiting.keySet().forEach(wake);
  }

  /** Whether it is the turn of {@code key}; if so it counts as running from now on. */
  public synchronized Turn ask(ResourceKey key, List<Claimed> claims, Instant since) {
    if (running.containsKey(key)) {
      running.put(key, new Entry(key, claims, since));
      return new Turn.Granted();
    }
    Entry entry = new Entry(key, claims, since);
    waiting.put(key, entry);
    Optional<String> obstacle = open ? obstacle(entry) : Optional.of("the controller starts");
    if (obstacle.isPresent()) {
      return new Turn.Waiting(obstacle.get());
    }
    waiting.remove(key);
    running.put(key, entry);
    return new Turn.Granted();
  }

  /** The resource's record says that it runs. */
  public synchronized void runs(ResourceKey key, List<Claimed> claims) {
    waiting.remove(key);
    running.put(key, new Entry(key, claims, Instant.EPOCH));
  }

  /** The resource's record says that it waits for its turn; {@link #ask} has put it in line. */
  public synchronized void waits(ResourceKey key) {
    release(key);
  }

  /** The resource neither runs nor waits. */
  public synchronized void leaves(ResourceKey key) {
    boolean stoodInLine = waiting.remove(key) != null;
    if (!release(key) && stoodInLine) {
      waiting.keySet().forEach(wake);
    }
  }

  private boolean release(ResourceKey key) {
    boolean ran = running.remove(key) != null;
    if (ran) {
      waiting.keySet().forEach(wake);
    }
    return ran;
  }

  /** What stands in the way of {@code mine} if everybody before it who can go goes first. */
  private Optional<String> obstacle(Entry mine) {
    List<Entry> ahead =
        waiting.values().stream()
            .filter(entry -> Entry.ORDER.compare(entry, mine) < 0)
            .sorted(Entry.ORDER)
            .toList();
    List<Entry> going = new ArrayList<>(running.values());
    List<Entry> stuck = new ArrayList<>();
    for (Entry entry : ahead) {
      boolean goes = free(going) && !excluded(entry, going) && !excluded(entry, stuck);
      (goes ? going : stuck).add(entry);
    }
    Optional<Entry> holder =
        Stream.concat(going.stream(), stuck.stream()).filter(mine::excludes).findFirst();
    if (holder.isPresent()) {
      return Optional.of(
          "position %d in the queue: %s uses the same repository or volume"
              .formatted(ahead.size() + 1, holder.get().key()));
    }
    return free(going)
        ? Optional.empty()
        : Optional.of(
            "position %d in the queue: %d of %d runs are under way"
                .formatted(ahead.size() + 1, running.size(), limit));
  }

  private boolean free(List<Entry> going) {
    return limit == 0 || going.size() < limit;
  }

  private static boolean excluded(Entry entry, List<Entry> others) {
    return others.stream().anyMatch(entry::excludes);
  }
}
