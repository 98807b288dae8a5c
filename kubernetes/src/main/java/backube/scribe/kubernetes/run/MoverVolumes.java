package backube.scribe.kubernetes.run;

import backube.scribe.api.mover.FileMount;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.core.run.Attempt;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeDevice;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a mover's pod mounts, and where. */
final class MoverVolumes {
  static final String DATA = "/data";
  static final String BLOCK_DEVICE = "/dev/block";
  static final String TMP = "/tmp";

  /** Movers keep lists and settings there; one that goes wrong must not take the node's memory. */
  private static final Quantity MOST_TEMPORARY = new Quantity("512Mi");

  static final String CUSTOM_CA_FILE = "/customCA/ca.crt";

  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();
  private final List<VolumeDevice> devices = new ArrayList<>();

  /**
   * The volumes of an attempt.
   *
   * @param scratch gives the claim of a scratch volume, by its name
   */
  MoverVolumes(Attempt attempt, Site site, UnaryOperator<String> scratch) {
    boolean readOnly = site.readOnly() || !attempt.plan().writesData();
    if (attempt.data().block()) {
      site.claim().ifPresent(claim -> device(claim, readOnly));
    } else {
      site.claim().ifPresent(claim -> data(claim, readOnly));
    }
    for (String name : attempt.plan().scratch()) {
      add(claim(name, scratch.apply(name), false), mount(name, "/" + name));
    }
    add(
        new VolumeBuilder()
            .withName("tempdir")
            .withNewEmptyDir()
            .withMedium("Memory")
            .withSizeLimit(MOST_TEMPORARY)
            .endEmptyDir()
            .build(),
        mount("tempdir", TMP));
    attempt.options().customCa().ifPresent(this::customCa);
    files(attempt);
    attempt.options().pod().ifPresent(pod -> pod.moverVolumes().forEach(this::extra));
  }

  List<Volume> volumes() {
    return volumes;
  }

  List<VolumeMount> mounts() {
    return mounts;
  }

  List<VolumeDevice> devices() {
    return devices;
  }

  /** What is read-only in the pod's volume can't be written through the device, either. */
  private void device(String claim, boolean readOnly) {
    volumes.add(claim("data", claim, readOnly));
    devices.add(new VolumeDevice(BLOCK_DEVICE, "data"));
  }

  /**
   * Read-only in the pod's volume too, not only where it is mounted: so the kubelet does not give
   * the files to the pod's fsGroup, and the backup stores the groups and modes that the workload
   * gave them.
   */
  private void data(String claim, boolean readOnly) {
    VolumeMountBuilder mount = new VolumeMountBuilder(mount("data", DATA));
    add(
        claim("data", claim, readOnly),
        readOnly ? mount.withReadOnly(true).build() : mount.build());
  }

  private void customCa(CustomCa ca) {
    Ref ref =
        ca.secretName()
            .map(Ref::secret)
            .or(() -> ca.configMapName().map(Ref::configMap))
            .orElseThrow(); // the section's decoder refuses a customCA without an object
    add(
        item("custom-ca", ref, ca.key().orElseThrow(), "ca.crt"),
        new VolumeMountBuilder(mount("custom-ca", "/customCA")).withReadOnly(true).build());
  }

  /** One volume for each directory: nothing can be mounted beside another mount. */
  private void files(Attempt attempt) {
    Map<String, List<FileMount>> folders = new LinkedHashMap<>();
    for (FileMount file : attempt.plan().files()) {
      String folder = file.path().substring(0, file.path().lastIndexOf('/'));
      folders.computeIfAbsent(folder, path -> new ArrayList<>()).add(file);
    }
    int number = 0;
    for (Map.Entry<String, List<FileMount>> folder : folders.entrySet()) {
      String name = "file-" + number++;
      add(
          files(name, folder.getValue()),
          new VolumeMountBuilder(mount(name, folder.getKey())).withReadOnly(true).build());
    }
  }

  private static Volume files(String name, List<FileMount> files) {
    if (files.size() == 1) {
      FileMount file = files.get(0);
      return item(name, file.ref(), file.key(), named(file));
    }
    return new VolumeBuilder()
        .withName(name)
        .withNewProjected()
        .withSources(files.stream().map(MoverVolumes::source).toList())
        .endProjected()
        .build();
  }

  private static VolumeProjection source(FileMount file) {
    VolumeProjectionBuilder source = new VolumeProjectionBuilder();
    return file.ref().kind() == Ref.Kind.SECRET
        ? source
            .withNewSecret()
            .withName(file.ref().name())
            .addNewItem(file.key(), null, named(file))
            .endSecret()
            .build()
        : source
            .withNewConfigMap()
            .withName(file.ref().name())
            .addNewItem(file.key(), null, named(file))
            .endConfigMap()
            .build();
  }

  private static String named(FileMount file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  /** The number keeps names apart that differ by characters which a name can't have. */
  private void extra(MoverVolume extra) {
    String path = extra.mountPath().replaceAll("^/+|/+$", "");
    String name = "u-" + path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String taken =
        volumes.stream().anyMatch(volume -> volume.getName().equals(shortened(name)))
            ? shortened("u" + volumes.size() + "-" + name)
            : shortened(name);
    MoverVolume.Source source = extra.volumeSource();
    VolumeBuilder volume = new VolumeBuilder().withName(taken);
    source.secret().ifPresent(volume::withSecret);
    source.persistentVolumeClaim().ifPresent(volume::withPersistentVolumeClaim);
    source.nfs().ifPresent(volume::withNfs);
    add(volume.build(), mount(taken, "/mnt/" + path));
  }

  private static String shortened(String name) {
    String cut = name.length() <= 63 ? name : name.substring(0, 63);
    return cut.replaceAll("-+$", "");
  }

  private void add(Volume volume, VolumeMount mount) {
    volumes.add(volume);
    mounts.add(mount);
  }

  private static Volume claim(String name, String claim, boolean readOnly) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim(claim, readOnly ? Boolean.TRUE : null)
        .build();
  }

  private static Volume item(String name, Ref ref, String key, String file) {
    VolumeBuilder volume = new VolumeBuilder().withName(name);
    return ref.kind() == Ref.Kind.SECRET
        ? volume
            .withNewSecret()
            .withSecretName(ref.name())
            .withItems(new KeyToPathBuilder().withKey(key).withPath(file).build())
            .endSecret()
            .build()
        : volume
            .withNewConfigMap()
            .withName(ref.name())
            .withItems(new KeyToPathBuilder().withKey(key).withPath(file).build())
            .endConfigMap()
            .build();
  }

  private static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }
}
