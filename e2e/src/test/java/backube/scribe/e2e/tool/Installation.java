package backube.scribe.e2e.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The assembled distribution and the tools beside it. */
public final class Installation {
  private static final Path HOME = Path.of(System.getProperty("scribe.home")).normalize();
  private static final Path TOOLS = Path.of(System.getProperty("scribe.tools")).normalize();

  private Installation() {}

  /** Whether scenarios run as root, and movers may do what root may. */
  public static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  public static Path home() {
    return HOME;
  }

  public static Path scribe() {
    return HOME.resolve("bin/scribe");
  }

  public static Path tool(String name) {
    return TOOLS.resolve(name);
  }

  /** Folder of scenarios' files: on a disk, since memory keeps no attributes on older systems. */
  public static Path scratch() {
    return Path.of(System.getProperty("scribe.scratch")).normalize();
  }

  /** The restic that movers use. */
  public static Path restic() {
    return Pinned.PATH;
  }

  public static Path resticOfVersion(String version) {
    return found("restic", "--version", version);
  }

  /** The rclone that movers use. */
  public static Path rclone() {
    return PinnedRclone.PATH;
  }

  /** The diskrsync that movers use. */
  public static Path diskrsync() {
    return PinnedDiskrsync.PATH;
  }

  private static Path found(String name, String... options) {
    List<String> command = new ArrayList<>(List.of(tool(name).toString()));
    command.addAll(List.of(options));
    return Path.of(Shell.run(TOOLS, Map.of(), command).orFail("tools/" + name).out().strip());
  }

  private static final class Pinned {
    static final Path PATH = found("restic");
  }

  private static final class PinnedDiskrsync {
    static final Path PATH = found("diskrsync");
  }

  private static final class PinnedRclone {
    static final Path PATH = found("rclone");
  }
}
