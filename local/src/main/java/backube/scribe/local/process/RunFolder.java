package backube.scribe.local.process;

import backube.scribe.core.world.EffectFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory that is named after a run and a round of it.
 *
 * @param path of the directory
 */
public record RunFolder(Path path, long run, int round) {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,9})");

  /** All of them, oldest first; none if there is no such folder. */
  public static List<RunFolder> in(Path runs) {
    List<RunFolder> found = new ArrayList<>();
    if (!Files.isDirectory(runs)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(runs)) {
      for (Path entry : entries) {
        Matcher name = NAME.matcher(entry.getFileName().toString());
        if (name.matches()) {
          long run = Long.parseLong(name.group(1));
          int round = Integer.parseInt(name.group(2));
          found.add(new RunFolder(entry, run, round));
        }
      }
    } catch (IOException e) {
      throw new EffectFailed("can't list " + runs + ": " + e.getMessage(), e);
    }
    found.sort(Comparator.comparingLong(RunFolder::run).thenComparingInt(RunFolder::round));
    return found;
  }
}
