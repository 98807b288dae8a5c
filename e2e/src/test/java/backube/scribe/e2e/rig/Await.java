package backube.scribe.e2e.rig;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for something to become true, never longer than a deadline. */
public final class Await {
  /** Long enough for anything that a scenario waits for on a machine that does much else. */
  public static final Duration DEADLINE = Duration.ofMinutes(4);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /**
   * The first value that the condition holds for.
   *
   * @param what completes the sentence "waited in vain for …"
   * @param diagnosis more to say when the wait was in vain
   */
  public static <T> T until(
      String what, Supplier<T> value, Predicate<T> condition, Supplier<String> diagnosis) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      T now = value.get();
      if (condition.test(now)) {
        return now;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "waited in vain for %s; last seen: %s%n%s".formatted(what, now, diagnosis.get()));
      }
      pause();
    }
  }

  /** Waits for a condition that needs no explanation beyond its name. */
  public static void until(String what, Supplier<Boolean> condition) {
    until(what, condition, seen -> seen, () -> "");
  }

  /**
   * Watches for that long that a condition holds all the time.
   *
   * @param what completes the sentence "… is over too soon"
   */
  public static void during(Duration time, String what, Supplier<Boolean> condition) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (!condition.get()) {
        throw new AssertionError(what + " is over too soon");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
