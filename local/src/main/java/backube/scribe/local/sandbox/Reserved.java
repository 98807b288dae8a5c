package backube.scribe.local.sandbox;

import java.nio.file.Path;
import java.util.Set;

/** Paths at which a sandbox has something of its own. */
final class Reserved {
  private static final Set<String> TOP =
      Set.of(
          "data",
          "cache",
          "customCA",
          "tools",
          "usr",
          "bin",
          "sbin",
          "lib",
          "lib32",
          "lib64",
          "libx32",
          "etc",
          "proc",
          "sys",
          "dev",
          "boot",
          "nix");

  private Reserved() {}

  /** Whether a folder at this path, or something in it, would be hidden by or hide such a path. */
  static boolean holds(Path path) {
    if (path.getNameCount() == 0 || path.equals(Path.of("/tmp"))) {
      return true;
    }
    String top = path.getName(0).toString();
    return TOP.contains(top) || top.startsWith("mover-");
  }
}
