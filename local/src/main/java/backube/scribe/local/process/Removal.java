package backube.scribe.local.process;

import backube.scribe.core.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops and removes processes whose removal is recorded. A removal that is broken off goes on when
 * somebody looks at the directory again.
 */
final class Removal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Placement placement;
  private final Stopper stopper;
  private final Deletion deletion;
  private final Endings endings;
  private final Set<Path> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "removal");
            thread.setDaemon(true);
            return thread;
          });

  Removal(Placement placement, Stopper stopper, Deletion deletion, Endings endings) {
    this.placement = placement;
    this.stopper = stopper;
    this.deletion = deletion;
    this.endings = endings;
  }

  /** Removes at once what neither runs nor is large, and the rest in the background. */
  void begin(ResourceKey owner, Path directory) throws IOException {
    if (!underWay.add(directory)) {
      return;
    }
    ProcessFolder folder = new ProcessFolder(directory);
    boolean small = !Files.exists(folder.data(), LinkOption.NOFOLLOW_LINKS);
    if (small && over(folder)) {
      try {
        finish(folder);
      } finally {
        underWay.remove(directory);
      }
    } else {
      threads.execute(() -> remove(owner, folder));
    }
  }

  /** A supervisor that has noted the exit code is about to end itself. */
  private boolean over(ProcessFolder folder) throws IOException {
    Duration moment = Files.exists(folder.exit()) ? MOMENT : Duration.ZERO;
    return !stopper.neededAfter(folder.lock(), moment);
  }

  /** Deletes in the background what is out of its place already. */
  void discard(Path displaced) {
    threads.execute(
        () -> {
          try {
            deletion.delete(displaced);
          } catch (IOException e) {
            LOG.warn("can't remove {}, which is tried again at the next start", displaced, e);
          }
        });
  }

  /** Stops a process in the background and leaves what it made. */
  void stop(ResourceKey owner, Path directory) {
    ProcessFolder folder = new ProcessFolder(directory);
    threads.execute(
        () -> {
          try {
            stopper.stop(folder.lock());
          } catch (IOException e) {
            LOG.warn("{}: can't stop {}: {}", owner, directory, e.getMessage());
          } finally {
            endings.ended(owner);
          }
        });
  }

  private void remove(ResourceKey owner, ProcessFolder folder) {
    try {
      stopper.stop(folder.lock());
      finish(folder);
    } catch (IOException e) {
      LOG.warn("{}: can't remove {}: {}", owner, folder.directory(), e.getMessage());
    } finally {
      underWay.remove(folder.directory());
      endings.ended(owner);
    }
  }

  private void finish(ProcessFolder folder) throws IOException {
    deletion.delete(folder.data());
    if (Files.exists(folder.directory(), LinkOption.NOFOLLOW_LINKS)) {
      deletion.delete(placement.displace(folder.directory()));
    }
  }

  /** Waits a moment for what is under way; the rest is finished by the next controller. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.info("removals go on at the next start: {}", underWay);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
