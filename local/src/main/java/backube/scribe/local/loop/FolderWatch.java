package backube.scribe.local.loop;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when something in a set of folders may have changed: soon after the system says so, and
 * from time to time in any case, since not every file system tells.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  /** An editor writes several times: wait until it is done. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /** Somebody who never is done does not keep the news back for ever. */
  private static final int MOST_BURSTS = 20;

  private final WatchService service;
  private final Duration interval;
  private final Runnable changed;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Thread thread;

  /**
   * Begins to watch; no folder yet.
   *
   * @param interval longest time between two calls of {@code changed}
   * @param changed called from a thread of the watch
   */
  FolderWatch(String name, Duration interval, Runnable changed) throws IOException {
    this.service = FileSystems.getDefault().newWatchService();
    this.interval = interval;
    this.changed = changed;
    thread = new Thread(this::watch, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Watches exactly these folders; others that were watched no longer are. */
  synchronized void folders(Set<Path> folders) {
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean drop = !folders.contains(entry.getKey()) || !entry.getValue().isValid();
              if (drop) {
                entry.getValue().cancel();
              }
              return drop;
            });
    for (Path folder : folders) {
      if (!keys.containsKey(folder)) {
        try {
          keys.put(
              folder,
              folder.register(
                  service,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY,
                  StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
          log.debug("{} can't be watched; it is looked at every {}", folder, interval, e);
        }
      }
    }
  }

  private void watch() {
    try {
      while (true) {
        WatchKey key = service.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
        for (int more = MOST_BURSTS; key != null && more > 0; more--) {
          key.pollEvents();
          key.reset();
          key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
        changed.run();
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // closed
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      log.debug("the watch could not be closed", e);
    }
    thread.interrupt();
  }
}
