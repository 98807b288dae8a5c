package backube.scribe.local.folder;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.process.ProcessFolder;
import backube.scribe.local.state.StatePaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which folder an attempt works on. */
public final class DataFolders {
  private final StatePaths paths;
  private final Claims claims;

  public DataFolders(StatePaths paths, Claims claims) {
    this.paths = paths;
    this.claims = claims;
  }

  /**
   * A data folder.
   *
   * @param path absolute, without links
   * @param readOnly whether it must not be written to, whatever the mover does
   */
  public record Data(Path path, boolean readOnly) {}

  /**
   * The folder of an attempt: the copy of its run, the user's own, or the one made for a
   * destination.
   *
   * @throws IOException if it is not there; with a message for the user
   */
  public Data find(ResourceKey owner, ThingId copy, Attempt.Data data) throws IOException {
    if (data.copied()) {
      Path folder = new ProcessFolder(paths.copies(owner).resolve(StatePaths.name(copy))).data();
      if (!Files.isDirectory(folder)) {
        throw new FileNotFoundException("the copy of this run is gone");
      }
      return new Data(folder, false);
    }
    if (data.claim().isPresent()) {
      Claim claim = claim(owner.namespace(), data.claim().get());
      return new Data(claim.folder().toRealPath(), claim.readOnly());
    }
    Path made = new ProcessFolder(paths.volume(owner)).data();
    if (!Files.isDirectory(made)) {
      throw new FileNotFoundException("the volume that was made for " + owner + " is gone");
    }
    return new Data(made, false);
  }

  /**
   * The claim, whose folder is there.
   *
   * @throws IOException if not; with a message for the user
   */
  public Claim claim(String namespace, String name) throws IOException {
    Claim claim =
        claims
            .find(namespace, name)
            .orElseThrow(() -> new FileNotFoundException(claims.missing(namespace, name)));
    if (!Files.isDirectory(claim.folder())) {
      throw new FileNotFoundException(
          "PersistentVolumeClaim %s is the folder %s, which %s"
              .formatted(
                  name,
                  claim.folder(),
                  Files.exists(claim.folder()) ? "is not a folder" : "does not exist"));
    }
    return claim;
  }
}
