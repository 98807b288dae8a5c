package backube.scribe.local.store;

import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one controller at a time the owner of a state folder. The operating system gives the lock
 * back when its holder dies, however that happens.
 */
public final class ControllerLock implements AutoCloseable {
  private final FileChannel channel;

  private ControllerLock(FileChannel channel) {
    this.channel = channel;
  }

  /** What came of the try. */
  public sealed interface Outcome {
    /** The folder is ours until the lock is closed. */
    record Held(ControllerLock lock) implements Outcome {}

    /**
     * Somebody else has it.
     *
     * @param holder as that one described itself
     */
    record Busy(String holder) implements Outcome {}
  }

  /**
   * Tries to take the folder, which is made if there is none.
   *
   * @param self how this process describes itself to others: command, process, host
   * @throws StoreFailed if the folder can't be used
   */
  public static Outcome tryHold(StatePaths paths, String self) {
    Path file = paths.lock();
    @Nullable FileChannel channel = null;
    try {
      DurableFile.createFolders(paths.root());
      channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = text(channel);
        channel.close();
        return new Outcome.Busy(holder.isEmpty() ? "another controller" : holder);
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(self + "\n"), 0);
      return new Outcome.Held(new ControllerLock(channel));
    } catch (IOException e) {
      close(channel);
      throw new StoreFailed("the state folder " + paths.root() + " can't be used", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(500);
    channel.read(bytes, 0);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // nothing was written through it
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
