package backube.scribe.core.queue;

import backube.scribe.core.resource.ResourceKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
  private final Predicate<ResourceKey> counted;
  private final Map<ResourceKey, Entry> running = new LinkedHashMap<>();
  private final Map<ResourceKey, Entry> waiting = new HashMap<>();
  private final TreeSet<Entry> line = new TreeSet<>(Entry.ORDER);
  private final Consumer<ResourceKey> wake;
  private boolean open;

  /**
   * An empty queue.
   *
   * @param limit most runs at a time; 0 for no limit
   * @param wake called for each one whose turn has come; must not call back
   */
  public Queue(int limit, Consumer<ResourceKey> wake) {
    this(limit, key -> true, wake);
  }

  /**
   * An empty queue.
   *
   * @param counted whose runs the limit counts; those of others it does not hold back either, only
   *     claims do
   */
  public Queue(int limit, Predicate<ResourceKey> counted, Consumer<ResourceKey> wake) {
    this.limit = limit;
    this.counted = counted;
    this.wake = wake;
  }

  /** All resources were looked at once: what runs is known, and others may start. */
  public synchronized void open() {
    open = true;
    wakeNext();
  }

  /** Whether it is the turn of {@code key}; if so it counts as running from now on. */
  public synchronized Turn ask(ResourceKey key, List<Claimed> claims, Instant since) {
    return ask(key, claims, true, since);
  }

  /**
   * The same.
   *
   * @param slot whether it takes a slot; one that waits without a limit does not
   */
  public synchronized Turn ask(ResourceKey key, List<Claimed> claims, boolean slot, Instant since) {
    Entry entry = new Entry(key, claims, slot, since);
    if (running.containsKey(key)) {
      running.put(key, entry);
      return new Turn.Granted();
    }
    leaveLine(key);
    waiting.put(key, entry);
    line.add(entry);
    Optional<String> obstacle = open ? obstacle(entry) : Optional.of("the controller starts");
    if (obstacle.isPresent()) {
      return new Turn.Waiting(obstacle.get());
    }
    leaveLine(key);
    running.put(key, entry);
    return new Turn.Granted();
  }

  /** The resource's record says that it runs. */
  public synchronized void runs(ResourceKey key, List<Claimed> claims) {
    runs(key, claims, true);
  }

  /** The same, with a slot or without. */
  public synchronized void runs(ResourceKey key, List<Claimed> claims, boolean slot) {
    leaveLine(key);
    running.put(key, new Entry(key, claims, slot, Instant.EPOCH));
  }

  /** The resource's record says that it waits for its turn; {@link #ask} has put it in line. */
  public synchronized void waits(ResourceKey key) {
    if (running.remove(key) != null) {
      wakeNext();
    }
  }

  /** The resource neither runs nor waits. */
  public synchronized void leaves(ResourceKey key) {
    boolean stood = leaveLine(key);
    boolean ran = running.remove(key) != null;
    if (stood || ran) {
      wakeNext();
    }
  }

  /** How many run. */
  public synchronized int underWay() {
    return running.size();
  }

  /** How many wait for their turn. */
  public synchronized int inLine() {
    return line.size();
  }

  private boolean leaveLine(ResourceKey key) {
    Entry entry = waiting.remove(key);
    return entry != null && line.remove(entry);
  }

  private void wakeNext() {
    if (!open) {
      return;
    }
    Walk walk = new Walk();
    for (Entry entry : line) {
      if (walk.goes(entry)) {
        wake.accept(entry.key());
      }
    }
  }

  /** What stands in the way of {@code mine} if everybody before it who can go goes first. */
  private Optional<String> obstacle(Entry mine) {
    Walk walk = new Walk();
    int position = 1;
    for (Entry entry : line.headSet(mine)) {
      walk.goes(entry);
      position++;
    }
    Optional<ResourceKey> holder = walk.taken.against(mine);
    if (holder.isPresent()) {
      return Optional.of(
          "position %d in the queue: %s uses the same repository or volume"
              .formatted(position, holder.get()));
    }
    return walk.full(mine)
        ? Optional.of(
            "position %d in the queue: %d of %d runs are under way"
                .formatted(position, running(), limit))
        : Optional.empty();
  }

  private long running() {
    return running.values().stream().filter(this::counts).count();
  }

  private boolean counts(Entry entry) {
    return entry.slot() && counted.test(entry.key());
  }

  /** Lets those in line go one by one, as far as they can. */
  private final class Walk {
    private final Taken taken = new Taken();
    private long going = running();

    Walk() {
      running.values().forEach(taken::add);
    }

    boolean full(Entry entry) {
      return limit != 0 && going >= limit && counts(entry);
    }

    /** Whether it goes; either way nobody behind it gets what it claims. */
    boolean goes(Entry entry) {
      boolean goes = !full(entry) && taken.against(entry).isEmpty();
      taken.add(entry);
      if (goes && counts(entry)) {
        going++;
      }
      return goes;
    }
  }
}
