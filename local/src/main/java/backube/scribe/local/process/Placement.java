package backube.scribe.local.process;

import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Puts directories into their place and takes them out of it, whole or not at all. */
final class Placement {
  private final Path unfinished;

  Placement(StatePaths paths) {
    unfinished = paths.unfinished();
  }

  /**
   * Makes a directory with these files.
   *
   * @return whether it was made; it was not if there is one
   */
  boolean place(Path directory, Map<String, byte[]> files) throws IOException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    DurableFile.createFolders(unfinished);
    DurableFile.createFolders(parent(directory));
    Path made = Files.createTempDirectory(unfinished, "made-");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DurableFile.write(made.resolve(file.getKey()), file.getValue());
      }
      Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(made, e);
      throw e;
    }
    DurableFile.sync(parent(directory));
    return true;
  }

  /** Removes a directory of plain files that could not be filled, as on a full disk. */
  private static void discard(Path made, IOException why) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(made)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(made);
    } catch (IOException e) {
      why.addSuppressed(e); // the next start sweeps it
    }
  }

  /** Takes a directory out of its place and returns where it is now. */
  Path displace(Path directory) throws IOException {
    DurableFile.createFolders(unfinished);
    Path place = Files.createTempDirectory(unfinished, "gone-").resolve("it");
    Files.move(directory, place, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.sync(parent(directory));
    return parent(place);
  }

  /** Deletes what an earlier controller did not finish. */
  void sweep(Deletion deletion) throws IOException {
    if (Files.isDirectory(unfinished, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(unfinished)) {
        for (Path path : left) {
          deletion.delete(path);
        }
      }
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " is no place");
    }
    return parent;
  }
}
