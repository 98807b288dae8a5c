package backube.scribe.local.sandbox;

import backube.scribe.api.mover.FileMount;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Attempt;
import backube.scribe.local.folder.Claim;
import backube.scribe.local.folder.DataFolders;
import backube.scribe.local.folder.Device;
import backube.scribe.local.state.DurableFile;
import backube.scribe.local.state.StatePaths;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an attempt sees beside the system: the paths are those of a pod. */
final class Mounts {
  static final String DATA = "/data";
  static final String BLOCK_DEVICE = "/dev/block";
  static final String REPORT = "/dev/termination-log";
  static final String CUSTOM_CA = "/customCA/ca.crt";

  private final StatePaths paths;
  private final DataFolders folders;
  private final MoverFiles movers;
  private final SandboxOptions options;

  Mounts(StatePaths paths, DataFolders folders, MoverFiles movers, SandboxOptions options) {
    this.paths = paths;
    this.folders = folders;
    this.movers = movers;
    this.options = options;
  }

  /**
   * Adds everything that the attempt sees.
   *
   * @throws Unstartable if something of it is not there
   */
  void add(Bubblewrap bwrap, ResourceKey owner, Attempt attempt, Keys keys) throws Unstartable {
    try {
      addData(bwrap, owner, attempt);
      for (String name : attempt.plan().scratch()) {
        Path folder = paths.scratch(owner, name);
        DurableFile.createFolders(folder); // it may be lost at any time
        bwrap.add("--bind", folder.toString(), "/" + name);
      }
      bwrap.add("--ro-bind", movers.folder(attempt.mover()).toString(), entry(attempt));
      for (int i = 0; i < options.tools().size(); i++) {
        bwrap.add("--ro-bind", options.tools().get(i).toString(), tools(i));
      }
      for (MoverVolume volume : volumes(attempt)) {
        addVolume(bwrap, owner, volume, keys);
      }
    } catch (IOException e) {
      throw new Unstartable(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    List<String> inside = volumes(attempt).stream().map(Mounts::place).toList();
    for (Path shared : new SharedFolders(options.shared(), keys).of(attempt.plan(), inside)) {
      bwrap.add("--bind", shared.toString(), shared.toString());
    }
    Environment.stopFolder(options)
        .ifPresent(folder -> bwrap.add("--bind", folder.toString(), folder.toString()));
    addFiles(bwrap, owner, attempt, keys);
    Optional<CustomCa> ca = customCa(attempt);
    if (ca.isPresent()) {
      bwrap.file(keys.require(ref(ca.get()), ca.get().key().orElseThrow()), CUSTOM_CA);
    }
    Path report = paths.attempt(owner, attempt.id()).resolve(Outcome.REPORT);
    bwrap.add("--bind", report.toString(), REPORT);
  }

  private void addFiles(Bubblewrap bwrap, ResourceKey owner, Attempt attempt, Keys keys)
      throws Unstartable {
    if (attempt.plan().endpoint().isPresent()) {
      try {
        new FollowedFiles(paths.attempt(owner, attempt.id()), attempt.plan()).add(bwrap, keys);
      } catch (IOException e) {
        throw new Unstartable("its files can't be made: " + e.getMessage());
      }
      return;
    }
    for (FileMount file : attempt.plan().files()) {
      bwrap.file(keys.require(file.ref(), file.key()), file.path());
    }
  }

  private void addData(Bubblewrap bwrap, ResourceKey owner, Attempt attempt) throws IOException {
    if (attempt.needsData()) {
      DataFolders.Data data = folders.find(owner, attempt.copy(), attempt.data());
      boolean writable = attempt.plan().writesData() && !data.readOnly();
      boolean block = attempt.data().block();
      bwrap.add(bind(data.path(), writable), data.path().toString(), block ? BLOCK_DEVICE : DATA);
    }
  }

  /** A mount that can only be read keeps nobody from writing to a device in it. */
  private static String bind(Path path, boolean writable) {
    if (Device.special(path)) {
      return "--dev-bind";
    }
    return writable ? "--bind" : "--ro-bind";
  }

  private void addVolume(Bubblewrap bwrap, ResourceKey owner, MoverVolume volume, Keys keys)
      throws IOException, Unstartable {
    MoverVolume.Source source = volume.volumeSource();
    String place = place(volume);
    if (!place.startsWith("/mnt/")) {
      throw new Unstartable(
          "moverVolumes: the mountPath %s leads out of /mnt; give a path without .."
              .formatted(volume.mountPath()));
    }
    if (source.persistentVolumeClaim().isPresent()) {
      PersistentVolumeClaimVolumeSource wanted = source.persistentVolumeClaim().get();
      Claim claim = folders.claim(owner.namespace(), wanted.getClaimName());
      boolean readOnly = claim.readOnly() || Boolean.TRUE.equals(wanted.getReadOnly());
      bwrap.add(readOnly ? "--ro-bind" : "--bind", claim.path().toRealPath().toString(), place);
    } else if (source.secret().isPresent()) {
      addSecret(bwrap, source.secret().get(), place, keys);
    } else {
      throw new Unstartable(
          "moverVolumes: what is mounted at "
              + place
              + " is neither a persistentVolumeClaim nor a secret; the embedded engine knows"
              + " only these");
    }
  }

  /** The keys of a Secret as files: all of them, or those that its items name. */
  private static void addSecret(
      Bubblewrap bwrap, SecretVolumeSource wanted, String place, Keys keys) throws Unstartable {
    Ref secret = Ref.secret(wanted.getSecretName());
    boolean optional = Boolean.TRUE.equals(wanted.getOptional());
    bwrap.add("--dir", place);
    if (wanted.getItems().isEmpty()) {
      for (Map.Entry<String, byte[]> file : keys.all(secret, optional).entrySet()) {
        bwrap.file(file.getValue(), place + "/" + file.getKey());
      }
    }
    for (KeyToPath item : wanted.getItems()) {
      Path path = Path.of(place, item.getPath()).normalize();
      if (!path.startsWith(place) || path.equals(Path.of(place))) {
        throw new Unstartable(
            "moverVolumes: the path %s of an item of Secret %s leads out of %s; give a path without .."
                .formatted(item.getPath(), secret.name(), place));
      }
      Optional<byte[]> value =
          optional
              ? keys.find(secret, item.getKey())
              : Optional.of(keys.require(secret, item.getKey()));
      value.ifPresent(content -> bwrap.file(content, path.toString()));
    }
  }

  /** Where the entry point of the attempt's mover is. */
  static String entry(Attempt attempt) {
    return "/mover-" + attempt.mover();
  }

  /** Where a folder of tools is. */
  static String tools(int index) {
    return "/tools/" + index;
  }

  /** The certificate authority to trust, unless it is incomplete, which means none. */
  static Optional<CustomCa> customCa(Attempt attempt) {
    return attempt
        .options()
        .customCa()
        .filter(ca -> ca.key().filter(key -> !key.isEmpty()).isPresent())
        .filter(ca -> ca.secretName().isPresent() || ca.configMapName().isPresent());
  }

  private static Ref ref(CustomCa ca) {
    return ca.secretName().isPresent()
        ? Ref.secret(ca.secretName().get())
        : Ref.configMap(ca.configMapName().orElseThrow());
  }

  private static List<MoverVolume> volumes(Attempt attempt) {
    return attempt.options().pod().map(pod -> pod.moverVolumes()).orElse(List.of());
  }

  private static String place(MoverVolume volume) {
    return Path.of("/mnt/" + volume.mountPath()).normalize().toString();
  }
}
