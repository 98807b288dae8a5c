package backube.scribe.local.folder;

import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.Role;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.process.ProcessFolder;
import backube.scribe.local.process.Processes;
import backube.scribe.local.state.StatePaths;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Volumes that are folders or devices. A copy and an image are directories with a process that
 * copies; the volume of a destination is one that stays.
 */
public final class FolderVolumes implements Volumes {
  private final StatePaths paths;
  private final DataFolders folders;
  private final FolderCheck check;
  private final Copies copies;
  private final Processes processes;

  /**
   * @param check what may be a source or a destination
   * @param copies makes copies and looks after them
   */
  public FolderVolumes(
      StatePaths paths,
      DataFolders folders,
      FolderCheck check,
      Copies copies,
      Processes processes) {
    this.paths = paths;
    this.folders = folders;
    this.check = check;
    this.copies = copies;
    this.processes = processes;
  }

  @Override
  public Optional<Refusal> check(Replication owner, VolumeRequest request) {
    return check.look(owner.key(), request);
  }

  @Override
  public Optional<Refusal> check(Replication owner, MoverVolume volume) {
    return check.look(owner.key(), volume);
  }

  @Override
  public List<Thing> observe(Replication owner) {
    List<Thing> things = new ArrayList<>();
    things.addAll(copies.observe(owner, ThingId.Kind.COPY, paths.copies(owner.key())));
    things.addAll(copies.observe(owner, ThingId.Kind.IMAGE, paths.images(owner.key())));
    if (owner.key().role() == Role.DESTINATION) {
      copies.volume(owner, paths.volume(owner.key())).ifPresent(things::add);
    }
    return things;
  }

  @Override
  public void create(Replication owner, ThingId id, VolumeRequest request) {
    Path directory = directory(owner, id);
    try {
      switch (id.kind()) {
        case COPY, IMAGE ->
            copies.copy(owner, id.kind() == ThingId.Kind.IMAGE, data(owner, request), directory);
        case VOLUME ->
            copies.make(owner, directory, request.capacity().filter(size -> block(request)));
        case ATTEMPT -> throw new IllegalArgumentException(id + " is no volume");
      }
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new EffectFailed("can't make the " + id + " of " + owner.key() + ": " + why, e);
    }
  }

  @Override
  public VolumeMode mode(Replication owner, String claim) {
    try {
      return folders.claim(owner.key().namespace(), claim).block()
          ? VolumeMode.BLOCK
          : VolumeMode.FILESYSTEM;
    } catch (IOException e) {
      return VolumeMode.FILESYSTEM; // it is gone since the check, as the start of the mover tells
    }
  }

  private static boolean block(VolumeRequest request) {
    return request.mode().filter(VolumeMode.BLOCK::equals).isPresent();
  }

  private Path data(Replication owner, VolumeRequest request) throws IOException {
    return request.claim().isPresent()
        ? folders.claim(owner.key().namespace(), request.claim().get()).path().toRealPath()
        : new ProcessFolder(paths.volume(owner.key())).data();
  }

  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    Path directory = directory(owner, id);
    if (FolderFile.read(directory).filter(file -> file.uid().equals(uid)).isPresent()) {
      processes.remove(owner.key(), directory);
    }
  }

  @Override
  public TypedLocalObjectReference reference(
      Replication owner, Optional<ThingId> image, VolumeRequest request) {
    String volume = request.claim().orElse("scribe-" + owner.key().name() + "-dest");
    return image
        .map(id -> ImageName.reference(volume, id))
        .orElseGet(() -> new TypedLocalObjectReference("", "PersistentVolumeClaim", volume));
  }

  private Path directory(Replication owner, ThingId id) {
    return switch (id.kind()) {
      case COPY -> paths.copies(owner.key()).resolve(StatePaths.name(id));
      case IMAGE -> paths.images(owner.key()).resolve(StatePaths.name(id));
      case VOLUME -> paths.volume(owner.key());
      case ATTEMPT -> throw new IllegalArgumentException(id + " is no volume");
    };
  }
}
