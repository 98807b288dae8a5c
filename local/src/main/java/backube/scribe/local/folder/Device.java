package backube.scribe.local.folder;

import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Block devices, and the files that stand for them: as large as they, with holes. */
public final class Device {
  private static final int TYPE = 0170000;
  private static final int BLOCK = 0060000;

  private Device() {}

  /** Whether there is one, or a file. */
  static boolean at(Path path) {
    return Files.isRegularFile(path) || special(path);
  }

  /** Whether it is one itself, not a file. */
  public static boolean special(Path path) {
    try {
      return ((Integer) Files.getAttribute(path, "unix:mode") & TYPE) == BLOCK;
    } catch (IOException nothing) {
      return false;
    }
  }

  /** Makes a file of such a size; nothing happens if it is there. */
  static void make(Path file, Quantity size) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (RandomAccessFile device = new RandomAccessFile(fresh.toFile(), "rw")) {
      device.setLength(size.getNumericalAmount().setScale(0, RoundingMode.UP).longValueExact());
      device.getFD().sync();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
