package backube.scribe.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes trees inside the state folder, and nothing outside: links are deleted, never followed,
 * and mounted file systems are not entered.
 */
public final class Deletion {
  private final Path root;
  private final Programs programs;

  /**
   * @param root the state folder
   */
  public Deletion(Path root, Programs programs) {
    this.root = root;
    this.programs = programs;
  }

  /**
   * Deletes what is there; nothing happens if nothing is.
   *
   * @throws IOException if something is left
   */
  public void delete(Path target) throws IOException {
    Path path = target.toAbsolutePath().normalize();
    Path parent = path.getParent();
    if (parent == null || !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!parent.toRealPath().startsWith(root.toRealPath())) {
      throw new IOException(path + " is not in the state folder " + root + " and is not deleted");
    }
    if (!exists(path)) {
      return;
    }
    List<String> remove = List.of("rm", "-rf", "--one-file-system", "--", path.toString());
    programs.run(remove);
    if (exists(path)) { // folders that their owner may not write to
      programs.run(
          List.of(
              "find",
              path.toString(),
              "-xdev",
              "-type",
              "d",
              "!",
              "-perm",
              "-700",
              "-exec",
              "chmod",
              "u+rwx",
              "{}",
              ";"));
      programs.run(remove);
    }
    if (exists(path)) {
      throw new IOException("can't delete " + path);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
