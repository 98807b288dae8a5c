package backube.scribe.e2e.embedded;

import backube.scribe.e2e.tool.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes in a scenario's folder. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; where only root may, and we are not, the test is skipped, but not in CI. */
  static SmallDisk at(Path folder, String size) {
    Shell.script(folder.getParent(), "mkdir -p '" + folder + "'");
    SmallDisk disk = new SmallDisk(folder);
    if (!disk.root("mount", "-t", "tmpfs", "-o", "mode=777,size=" + size, "tmpfs")) {
      String why = "can't mount a small disk: run as root, or allow sudo without a password";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(why);
      }
      Assumptions.abort(why);
    }
    return disk;
  }

  /** Writes until there is no room any more. */
  void fill() {
    Shell.script(folder, "cat /dev/zero >filler 2>/dev/null || true");
  }

  /** Makes room again. */
  void empty() {
    Shell.script(folder, "rm filler");
  }

  void grow(String size) {
    root("mount", "-o", "remount,size=" + size);
  }

  @Override
  public void close() {
    root("umount", "-l");
  }

  private boolean root(String... words) {
    String command = String.join(" ", words) + " '" + folder + "'";
    String script = "if [[ $(id -u) == 0 ]]; then %1$s; else sudo -n %1$s; fi".formatted(command);
    Path top = folder.getRoot();
    return Files.isDirectory(folder)
        && Shell.run(top, Map.of(), List.of("bash", "-c", script)).code() == 0;
  }
}
