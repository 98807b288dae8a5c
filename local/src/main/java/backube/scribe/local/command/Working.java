package backube.scribe.local.command;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.loop.Controller;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller at work on a thread of its own. When the process is asked to end (Ctrl-C, SIGTERM),
 * its runs are cancelled first, and the process ends once that is done.
 */
final class Working {
  private static final Logger log = LoggerFactory.getLogger(Working.class);
  private static final long LONGEST_SECONDS = 90;

  /** As a shell tells of a process that ended by SIGINT. */
  private static final int INTERRUPTED = 130;

  private final Controller controller;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancel, "cancel");
  private volatile boolean cancelled;
  private @Nullable Runnable whenEnded;

  Working(Controller controller) {
    this.controller = controller;
  }

  /**
   * Begins to work.
   *
   * @param over called when the work has ended
   */
  void start(Runnable over) {
    whenEnded = over;
    Runtime.getRuntime().addShutdownHook(hook);
    Thread thread = new Thread(this::work, "controller");
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    try {
      controller.run();
    } catch (InterruptedException | IOException | RuntimeException e) {
      log.error("the controller has ended", e);
    } finally {
      ended.countDown();
      if (whenEnded != null) {
        whenEnded.run();
      }
    }
  }

  /** Waits until the work has ended, at most that long. */
  void await(long millis) throws InterruptedException {
    ended.await(millis, TimeUnit.MILLISECONDS);
  }

  boolean alive() {
    return ended.getCount() > 0;
  }

  boolean cancelled() {
    return cancelled;
  }

  int cancelled(Display display, ResourceKey key) {
    display.line(key + ": cancelled; nothing of this sync is left behind");
    return INTERRUPTED;
  }

  private void cancel() {
    cancelled = true;
    controller.cancel();
    try {
      if (!closed.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        log.error("the mover did not end; it goes on without a controller");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, unless what is under way is being cancelled, and waits until it has ended. */
  void end() {
    if (!cancelled) {
      controller.stop();
    }
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending, which is why we are here
    }
  }

  /** Everything is closed: a process that was asked to end may end. */
  void release() {
    closed.countDown();
  }
}
