package backube.scribe.local.process;

import backube.scribe.core.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a running process has ended: at once by the file system's notice of the exit code, and
 * within a second or two when there is none because the supervisor was killed.
 */
final class EndWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final WatchService notices;
  private final Predicate<Path> running;
  private final Endings endings;
  private final Map<Path, Watched> watched = new ConcurrentHashMap<>();

  private record Watched(ResourceKey owner, WatchKey key) {}

  /**
   * @param running whether the process of a directory is at work
   */
  EndWatch(WatchService notices, Predicate<Path> running, Endings endings) {
    this.notices = notices;
    this.running = running;
    this.endings = endings;
    Thread thread = new Thread(this::listen, "process endings");
    thread.setDaemon(true);
    thread.start();
  }

  /** Watches a process until it ends; to be called again is harmless. */
  void watch(ResourceKey owner, Path directory) throws IOException {
    if (!watched.containsKey(directory)) {
      WatchKey key = directory.register(notices, StandardWatchEventKinds.ENTRY_CREATE);
      watched.put(directory, new Watched(owner, key));
      if (Files.exists(new ProcessFolder(directory).exit())) {
        look(directory); // it ended before anybody listened
      }
    }
  }

  private void listen() {
    long lastSweep = System.nanoTime();
    try {
      while (true) {
        WatchKey key = notices.poll(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
          boolean told = key.pollEvents().stream().anyMatch(EndWatch::tellsEnd);
          key.reset();
          if (told && key.watchable() instanceof Path directory) {
            look(directory);
          }
        }
        if (System.nanoTime() - lastSweep > SWEEP.toNanos()) {
          watched.keySet().forEach(this::look);
          lastSweep = System.nanoTime();
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Other files come and go in a directory; to look at each would cost a program each time. */
  private static boolean tellsEnd(WatchEvent<?> event) {
    return event.kind() == StandardWatchEventKinds.OVERFLOW
        || (event.context() instanceof Path name && name.equals(ProcessFolder.EXIT));
  }

  private void look(Path directory) {
    if (!running.test(directory)) {
      Watched over = watched.remove(directory);
      if (over != null) {
        over.key().cancel();
        tell(over.owner());
      }
    }
  }

  private void tell(ResourceKey owner) {
    try {
      endings.ended(owner);
    } catch (RuntimeException e) {
      LOG.warn("{}: an end was not heard", owner, e);
    }
  }

  @Override
  public void close() throws IOException {
    notices.close();
  }
}
