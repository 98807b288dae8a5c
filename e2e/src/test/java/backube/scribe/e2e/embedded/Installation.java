package backube.scribe.e2e.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The assembled distribution and the tools beside it. */
final class Installation {
  private static final Path HOME = Path.of(System.getProperty("scribe.home")).normalize();
  private static final Path TOOLS = Path.of(System.getProperty("scribe.tools")).normalize();

  private Installation() {}

  /** Whether scenarios run as root, and movers may do what root may. */
  static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  static Path home() {
    return HOME;
  }

  static Path scribe() {
    return HOME.resolve("bin/scribe");
  }

  static Path tool(String name) {
    return TOOLS.resolve(name);
  }

  /** Folder of scenarios' files: on a disk, since memory keeps no attributes on older systems. */
  static Path scratch() {
    return Path.of(System.getProperty("scribe.scratch")).normalize();
  }

  /** The restic that movers use. */
  static Path restic() {
    return Restic.PATH;
  }

  static Path resticOfVersion(String version) {
    return found("--version", version);
  }

  private static Path found(String... options) {
    List<String> command = new ArrayList<>(List.of(tool("restic").toString()));
    command.addAll(List.of(options));
    return Path.of(Shell.run(TOOLS, Map.of(), command).orFail("tools/restic").out().strip());
  }

  private static final class Restic {
    static final Path PATH = found();
  }
}
