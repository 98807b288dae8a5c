package backube.scribe.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stops a command: first it is asked (SIGTERM), then it is killed. */
final class Stopper {
  private static final Duration STEP = Duration.ofMillis(500);

  private final Lock lock;
  private final Duration grace;
  private final Duration patience;

  /**
   * @param grace how long a command may take to end when asked
   * @param patience how long the kernel may take to end it after that
   */
  Stopper(Lock lock, Duration grace, Duration patience) {
    this.lock = lock;
    this.grace = grace;
    this.patience = patience;
  }

  /** Whether a process is left even after a moment. */
  boolean neededAfter(Path file, Duration moment) throws IOException {
    return lock.heldAfter(file, moment);
  }

  /**
   * Returns when no process is left.
   *
   * @throws IOException if one is left even so
   */
  void stop(Path file) throws IOException {
    Set<Long> asked = new HashSet<>();
    long steps = grace.dividedBy(STEP);
    for (long step = 0; step < steps && lock.held(file); step++) {
      ask(Holders.of(file), asked);
      lock.heldAfter(file, STEP);
    }
    for (long step = 0; step < patience.dividedBy(STEP) && lock.held(file); step++) {
      Holders.of(file).forEach(holder -> signal(holder.pid(), true));
      lock.heldAfter(file, STEP);
    }
    if (lock.held(file)) {
      throw new IOException("processes that hold " + file + " can't be killed");
    }
  }

  /** Asks each process once; in a sandbox only the first one, which looks after the others. */
  private static void ask(List<Holders.Holder> holders, Set<Long> asked) {
    boolean sandbox = holders.stream().anyMatch(Holders.Holder::init);
    for (Holders.Holder holder : holders) {
      if ((holder.init() || !sandbox) && asked.add(holder.pid())) {
        signal(holder.pid(), false);
      }
    }
  }

  private static void signal(long pid, boolean kill) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              if (kill) {
                process.destroyForcibly();
              } else {
                process.destroy();
              }
            });
  }
}
