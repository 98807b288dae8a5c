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
   * A data folder, or a device.
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
      if (!Files.exists(folder)) {
        throw new FileNotFoundException("the copy of this run is gone");
      }
      return new Data(folder, false);
    }
    if (data.claim().isPresent()) {
      Claim claim = claim(owner.namespace(), data.claim().get());
      return new Data(claim.path().toRealPath(), claim.readOnly());
    }
    Path made = new ProcessFolder(paths.volume(owner)).data();
    if (!Files.exists(made)) {
      throw new FileNotFoundException("the volume that was made for " + owner + " is gone");
    }
    return new Data(made, false);
  }

  /**
   * The claim, whether or not anything is there.
   *
   * @throws IOException if no manifest declares it; with a message for the user
   */
  Claim declared(String namespace, String name) throws IOException {
    return claims
        .find(namespace, name)
        .orElseThrow(() -> new FileNotFoundException(claims.missing(namespace, name)));
  }

  /**
   * The claim, whose folder or device is there.
   *
   * @throws IOException if not; with a message for the user
   */
  public Claim claim(String namespace, String name) throws IOException {
    Claim claim = declared(namespace, name);
    Path path = claim.path();
    if (claim.block() ? !Device.at(path) : !Files.isDirectory(path)) {
      throw new FileNotFoundException(
          "PersistentVolumeClaim %s is the %s %s, which %s"
              .formatted(
                  name,
                  claim.block() ? "device" : "folder",
                  path,
                  !Files.exists(path)
                      ? "does not exist"
                      : claim.block()
                          ? "is neither a block device nor a file that stands for one"
                          : "is not a folder"));
    }
    return claim;
  }
}
