package backube.scribe.local.folder;

import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.local.process.ProcessFolder;
import backube.scribe.local.process.Programs;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What may be a source or a destination; looked at before anything is created. */
public final class FolderCheck {
  /** Prints one name, if there is one: of the files that are looked at, the first of another's. */
  private static final String FIRST_FOREIGN =
      "find -P \"$1\" -printf '%U %p\\0' 2>/dev/null | head -z -n \"$3\""
          + " | grep -z -v -m 1 \"^$2 \" | cut -z -d ' ' -f 2- | tr -d '\\0'";

  private final StatePaths paths;
  private final DataFolders folders;
  private final Programs programs;
  private final Owners owners;

  public FolderCheck(StatePaths paths, DataFolders folders, Programs programs, Owners owners) {
    this.paths = paths;
    this.folders = folders;
    this.programs = programs;
    this.owners = owners;
  }

  /** Whose files a source may have. */
  public sealed interface Owners {
    /** Anybody's: owners can be kept, or shall be lost. */
    record Anybody() implements Owners {}

    /**
     * One user's alone: a mover of that user can't read, or not keep, the owners of others.
     *
     * <p>Looking costs what a backup of unchanged files costs, so a large tree is not looked
     * through to its end: whoever has files of others usually has some among the first.
     *
     * @param uid of the user
     * @param most how many files are looked at
     */
    record Only(long uid, int most) implements Owners {}
  }

  Optional<Refusal> look(ResourceKey owner, VolumeRequest request) {
    if (request.claim().isEmpty()) {
      return made(owner, request).map(message -> new Refusal(Reasons.VOLUME_UNUSABLE, message));
    }
    try {
      String name = request.claim().get();
      if (folders.declared(owner.namespace(), name).block() && !request.block()) {
        return Optional.of(
            new Refusal(
                Reasons.VOLUME_UNUSABLE,
                "PersistentVolumeClaim %s has volumeMode Block; this mover needs Filesystem"
                    .formatted(name)));
      }
      Claim claim = folders.claim(owner.namespace(), name);
      return problem(owner.role(), claim, claim.path().toRealPath())
          .map(message -> new Refusal(Reasons.VOLUME_UNUSABLE, message));
    } catch (IOException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      return Optional.of(new Refusal(Reasons.VOLUME_UNUSABLE, message));
    }
  }

  /** The volume of a destination will be made, or was when it was to be what it is. */
  private Optional<String> made(ResourceKey owner, VolumeRequest request) {
    Path data = new ProcessFolder(paths.volume(owner)).data();
    boolean block = request.mode().filter(VolumeMode.BLOCK::equals).isPresent();
    return !Files.exists(data) || Files.isDirectory(data) != block
        ? Optional.empty()
        : Optional.of(
            "volumeMode: the volume that was made for this destination is a %s and can't become a %s; set volumeMode back, or make another destination"
                .formatted(mode(!block), mode(block)));
  }

  private static String mode(boolean block) {
    return block ? "Block" : "Filesystem";
  }

  /** One more volume for the mover: a folder that is there, or a Secret. */
  Optional<Refusal> look(ResourceKey owner, MoverVolume volume) {
    MoverVolume.Source source = volume.volumeSource();
    String where = "moverVolumes, mountPath %s: ".formatted(volume.mountPath());
    if (source.nfs().isPresent()) {
      return Optional.of(
          new Refusal(
              Reasons.VOLUME_UNUSABLE,
              where
                  + "nfs is not mounted on one machine; mount it yourself and name its folder by a"
                  + " PersistentVolume"));
    }
    try {
      if (source.persistentVolumeClaim().isPresent()) {
        String name = source.persistentVolumeClaim().get().getClaimName();
        if (folders.declared(owner.namespace(), name).block()) {
          return Optional.of(
              new Refusal(
                  Reasons.VOLUME_UNUSABLE,
                  where
                      + "PersistentVolumeClaim %s has volumeMode Block; only a Filesystem can be mounted"
                          .formatted(name)));
        }
        folders.claim(owner.namespace(), name);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Refusal(Reasons.VOLUME_UNUSABLE, where + e.getMessage()));
    }
  }

  private Optional<String> problem(Role role, Claim claim, Path folder) throws IOException {
    String what =
        "PersistentVolumeClaim %s is the %s %s"
            .formatted(claim.name(), claim.block() ? "device" : "folder", folder);
    Path state = paths.root().toRealPath();
    if (state.startsWith(folder)) {
      return Optional.of(
          what + ", which contains the state folder " + state + ": keep the two apart");
    } else if (folder.startsWith(state) && !folder.startsWith(paths.volumes())) {
      return Optional.of(
          what + ", which lies in the state folder " + state + ": keep the two apart");
    } else if (!Files.isReadable(folder) || (!claim.block() && !Files.isExecutable(folder))) {
      return Optional.of(what + ", which the user who runs this may not read");
    } else if (role == Role.DESTINATION && claim.readOnly()) {
      return Optional.of(
          "PersistentVolumeClaim %s is ReadOnlyMany; a destination must be writable"
              .formatted(claim.name()));
    } else if (role == Role.DESTINATION && !Files.isWritable(folder)) {
      return Optional.of(what + ", which the user who runs this may not write to");
    }
    return role == Role.SOURCE && !claim.block() ? foreign(folder) : Optional.empty();
  }

  private Optional<String> foreign(Path folder) {
    if (!(owners instanceof Owners.Only only)) {
      return Optional.empty();
    }
    try {
      String first =
          programs
              .ask(
                  List.of(
                      "bash",
                      "-c",
                      FIRST_FOREIGN,
                      "find",
                      folder.toString(),
                      Long.toString(only.uid()),
                      Integer.toString(only.most())))
              .output();
      return first.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%s belongs to another user than the one who runs this (uid %d): its owner can't be"
                      .formatted(first, only.uid())
                  + " kept. Run as root, or give --allow-foreign-owners and have such files stored as"
                  + " nobody's");
    } catch (IOException e) {
      throw new EffectFailed("can't look through " + folder + ": " + e.getMessage(), e);
    }
  }
}
