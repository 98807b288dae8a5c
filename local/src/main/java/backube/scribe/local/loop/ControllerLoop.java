package backube.scribe.local.loop;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.store.StoreFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: whoever calls {@link #run} is the thread that decides; every other method may be called
 * from any thread. A look that fails is repeated after one second, then two, up to five minutes,
 * and does not keep others waiting.
 */
public final class ControllerLoop {
  private static final Logger log = LoggerFactory.getLogger(ControllerLoop.class);

  /** The clock may be set: sleep no longer than this at a time. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

  private final Looking looking;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Agenda agenda = new Agenda();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Map<ResourceKey, Integer> failures = new HashMap<>();
  private final Set<ResourceKey> unseen = new HashSet<>();
  private @Nullable Runnable whenSeen;
  private boolean stopped;

  public ControllerLoop(Looking looking, InstantSource clock) {
    this.looking = looking;
    this.clock = clock;
  }

  /** Look at it soon. */
  public void wake(ResourceKey key) {
    locked(() -> agenda.wake(key));
  }

  /** Run this on the loop's thread soon, before any look. */
  public void execute(Runnable task) {
    locked(() -> tasks.add(task));
  }

  /**
   * Look at all of these.
   *
   * @param seen run on the loop's thread once each was looked at
   */
  public void begin(Collection<ResourceKey> keys, Runnable seen) {
    locked(
        () -> {
          keys.forEach(agenda::wake);
          unseen.addAll(keys);
          whenSeen = seen;
        });
  }

  /** Makes {@link #run} return after what it is doing now. */
  public void stop() {
    locked(() -> stopped = true);
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Works until {@link #stop} is called. */
  public void run() throws InterruptedException {
    while (true) {
      Runnable work = next();
      if (work == null) {
        return;
      }
      work.run();
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        Runnable task = tasks.poll();
        if (task != null) {
          return task;
        }
        if (whenSeen != null && unseen.isEmpty()) {
          Runnable seen = whenSeen;
          whenSeen = null;
          return seen;
        }
        Instant now = clock.instant();
        Optional<ResourceKey> key = agenda.take(now);
        if (key.isPresent()) {
          return () -> look(key.get());
        }
        Duration sleep =
            agenda
                .next()
                .map(at -> Duration.between(now, at))
                .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
        news.await(Math.max(1, sleep.toMillis()), TimeUnit.MILLISECONDS);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void look(ResourceKey key) {
    Optional<Instant> again;
    try {
      again = looking.look(key);
      failures.remove(key);
    } catch (StoreFailed e) {
      Duration delay = delay(failures.merge(key, 1, Integer::sum));
      log.error("{}; again in {} s", e.getMessage(), delay.toSeconds());
      again = Optional.of(clock.instant().plus(delay));
    } catch (RuntimeException | LinkageError e) {
      int count = failures.merge(key, 1, Integer::sum);
      Duration delay = delay(count);
      log.error("{}: looking at it failed; again in {} s", key, delay.toSeconds(), e);
      again = Optional.of(clock.instant().plus(delay));
    }
    Optional<Instant> at = again;
    boolean now = at.isPresent() && !at.get().isAfter(clock.instant());
    locked(
        () -> {
          unseen.remove(key);
          if (now) {
            agenda.wake(key);
          } else if (at.isPresent()) {
            agenda.set(key, at.get());
          } else {
            agenda.clear(key);
          }
        });
  }

  private static Duration delay(int failures) {
    Duration delay = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
    return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
  }
}
