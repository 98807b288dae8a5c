package backube.scribe.local.folder;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.process.Life;
import backube.scribe.local.process.ProcessFolder;
import backube.scribe.local.process.Processes;
import backube.scribe.local.process.Programs;
import backube.scribe.local.process.RunFolder;
import backube.scribe.local.state.DurableFile;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Copies of folders and devices, made by processes that outlive the controller; and folders that
 * stay empty.
 */
public final class Copies {
  private final Processes processes;
  private final Path copyFolder;
  private final Supplier<String> uids;
  private final String boot;

  /**
   * @param uids makes a new uid at each call
   * @param boot which start of the machine this is, such as the kernel's {@code boot_id}
   */
  public Copies(Processes processes, Programs programs, Supplier<String> uids, String boot) {
    this.processes = processes;
    this.uids = uids;
    this.boot = boot;
    copyFolder = programs.script(Copies.class, "copy-folder");
  }

  /** Begins to copy; nothing happens if the directory is there. */
  void copy(Replication owner, boolean durable, Path from, Path directory) throws IOException {
    processes.prepare(directory, Map.of(FolderFile.NAME, file(owner).bytes()));
    List<String> command = new ArrayList<>();
    String to = new ProcessFolder(directory).data().toString();
    command.addAll(List.of(copyFolder.toString(), from.toString(), to));
    if (durable) {
      command.add("--durable");
    }
    processes.start(owner.key(), directory, command, List.of());
  }

  /**
   * Makes an empty volume; nothing happens if it is there.
   *
   * @param device how large a device it is; empty for a folder
   */
  void make(Replication owner, Path directory, Optional<Quantity> device) throws IOException {
    processes.place(directory, Map.of(FolderFile.NAME, file(owner).bytes()));
    Path data = new ProcessFolder(directory).data();
    if (device.isPresent()) {
      Device.make(data, device.get());
    } else {
      DurableFile.createFolders(data);
    }
  }

  private FolderFile file(Replication owner) {
    return new FolderFile(1, uids.get(), owner.uid(), boot);
  }

  /** All copies below a folder. */
  List<Thing> observe(Replication owner, ThingId.Kind kind, Path copies) {
    List<Thing> things = new ArrayList<>();
    for (RunFolder folder : RunFolder.in(copies)) {
      ThingId id = new ThingId(kind, folder.run(), folder.round());
      Optional<FolderFile> file = FolderFile.read(folder.path());
      if (kind == ThingId.Kind.COPY && !file.map(known -> usable(owner, known)).orElse(false)) {
        processes.remove(owner.key(), folder.path());
      }
      observe(owner, folder.path(), id, file).ifPresent(things::add);
    }
    return things;
  }

  /** Neither of a namesake that was deleted nor from before a restart of the machine. */
  private boolean usable(Replication owner, FolderFile file) {
    return file.ownerUid().equals(owner.uid()) && file.boot().equals(boot);
  }

  private Optional<Thing> observe(
      Replication owner, Path directory, ThingId id, Optional<FolderFile> file) {
    String uid = file.map(FolderFile::uid).orElse("unreadable");
    try {
      Life life = processes.look(owner.key(), directory);
      if (!Files.isDirectory(directory)) {
        return Optional.empty();
      }
      if (life instanceof Life.Running) {
        return Optional.of(Thing.of(id, uid, Thing.State.CREATING));
      } else if (life instanceof Life.Leaving) {
        return Optional.of(Thing.of(id, uid, Thing.State.TERMINATING));
      } else if (life instanceof Life.Ended ended && ended.code() == 0) {
        return Optional.of(Thing.of(id, uid, Thing.State.READY));
      }
      String why = life instanceof Life.Ended ? complaint(directory) : "the copying was broken off";
      return Optional.of(new Thing(id, uid, Thing.State.FAILED, why, null));
    } catch (IOException e) {
      throw new EffectFailed("can't look at " + directory + ": " + e.getMessage(), e);
    }
  }

  private static String complaint(Path directory) {
    List<String> lines = new ProcessFolder(directory).lastLines(3);
    return "copying failed: " + String.join("; ", lines);
  }

  /** A volume that was made; empty if there is none, or if its making was broken off. */
  Optional<Thing> volume(Replication owner, Path directory) {
    return FolderFile.read(directory)
        .filter(file -> Files.exists(new ProcessFolder(directory).data()))
        .map(
            file ->
                Thing.of(
                    ThingId.volume(),
                    file.uid(),
                    processes.leaving(owner.key(), directory)
                        ? Thing.State.TERMINATING
                        : Thing.State.READY));
  }
}
