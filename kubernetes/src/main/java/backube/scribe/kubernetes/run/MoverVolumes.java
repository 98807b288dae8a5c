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
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a mover's pod mounts, and where. */
final class MoverVolumes {
  static final String DATA = "/data";
  static final String TMP = "/tmp";

  /** Movers keep lists and settings there; one that goes wrong must not take the node's memory. */
  private static final Quantity MOST_TEMPORARY = new Quantity("512Mi");

  static final String CUSTOM_CA_FILE = "/customCA/ca.crt";

  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();

  /**
   * The volumes of an attempt.
   *
   * @param scratch gives the claim of a scratch volume, by its name
   */
  MoverVolumes(Attempt attempt, Site site, UnaryOperator<String> scratch) {
    site.claim().ifPresent(claim -> data(claim, site.readOnly() || !attempt.plan().writesData()));
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

  private void files(Attempt attempt) {
    int number = 0;
    for (FileMount file : attempt.plan().files()) {
      String name = "file-" + number++;
      int slash = file.path().lastIndexOf('/');
      add(
          item(name, file.ref(), file.key(), file.path().substring(slash + 1)),
          new VolumeMountBuilder(mount(name, file.path().substring(0, slash)))
              .withReadOnly(true)
              .build());
    }
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
