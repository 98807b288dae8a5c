package backube.scribe.local.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** Where the container files of a mover are on this machine. */
@FunctionalInterface
public interface MoverFiles {
  /**
   * The folder that the sandbox sees as {@code /mover-NAME}; it has an executable {@code entry.sh}
   * and never changes.
   *
   * @throws IOException if the mover is not installed or can't be unpacked; with a message for the
   *     user
   */
  Path folder(String mover) throws IOException;
}
