package backube.scribe.local.sandbox;

import backube.scribe.api.mover.FileMount;
import backube.scribe.api.mover.Plan;
import backube.scribe.local.state.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of a mover that listens, which may take days: they follow the Secrets that they come
 * from, as in a pod. So they are folders beside the attempt, that only their owner can enter, and
 * go with it. Other movers have files that exist nowhere.
 */
final class FollowedFiles {
  private static final String FOLDER = "files-";

  private final Path attempt;
  private final List<FileMount> files;
  private final List<Path> places;

  /**
   * @param attempt its directory
   */
  FollowedFiles(Path attempt, Plan plan) {
    this.attempt = attempt;
    this.files = List.copyOf(plan.files());
    this.places = files.stream().map(FollowedFiles::place).distinct().toList();
  }

  private static Path place(FileMount file) {
    return Optional.ofNullable(Path.of(file.path()).getParent()).orElse(Path.of("/"));
  }

  /**
   * Makes them, and the sandbox see them.
   *
   * @throws Unstartable if a Secret or a key is not there
   */
  void add(Bubblewrap bwrap, Keys keys) throws Unstartable, IOException {
    for (Path place : places) {
      DurableFile.createFolders(folder(place));
      bwrap.add("--ro-bind", folder(place).toString(), place.toString());
    }
    for (FileMount file : files) {
      DurableFile.writeLightly(here(file), keys.require(file.ref(), file.key()));
    }
  }

  /** Brings them up to date. What is not there any more stays as it was. */
  void follow(Keys keys) throws IOException {
    for (FileMount file : files) {
      Optional<byte[]> now = keys.find(file.ref(), file.key());
      Path here = here(file);
      if (now.isPresent()
          && Files.exists(here)
          && !Arrays.equals(now.get(), Files.readAllBytes(here))) {
        DurableFile.writeLightly(here, now.get());
      }
    }
  }

  private Path folder(Path place) {
    return attempt.resolve(FOLDER + places.indexOf(place));
  }

  private Path here(FileMount file) {
    return folder(place(file)).resolve(Path.of(file.path()).getFileName());
  }
}
