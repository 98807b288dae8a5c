package backube.scribe.e2e.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two listings of tools/tree-listing, compared by tools/tree-compare. */
public final class TreeComparison {
  private TreeComparison() {}

  /**
   * Fails on any difference that a restore could have avoided.
   *
   * @param what is compared
   * @param privileged whether the restore had the rights of root
   */
  public static void require(
      String what, List<String> expected, List<String> actual, boolean privileged) {
    try {
      Path expectedFile = Files.createTempFile("expected", ".list");
      Path actualFile = Files.createTempFile("actual", ".list");
      try {
        Files.write(expectedFile, expected);
        Files.write(actualFile, actual);
        List<String> command = new ArrayList<>();
        command.add(Installation.tool("tree-compare").toString());
        if (!privileged) {
          command.add("--unprivileged");
        }
        command.addAll(List.of(expectedFile.toString(), actualFile.toString()));
        Shell.run(expectedFile.getParent(), Map.of(), command).orFail("the comparison of " + what);
      } finally {
        Files.delete(expectedFile);
        Files.delete(actualFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
