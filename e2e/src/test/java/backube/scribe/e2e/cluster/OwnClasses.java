package backube.scribe.e2e.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotClass;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotClassBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Classes of storage that a scenario makes: as the cluster's default ones, but for what it is
 * about. They are not in its namespace, so they bear its name.
 */
final class OwnClasses implements AutoCloseable {
  private final KubernetesClient client;
  private final String prefix;
  private final List<HasMetadata> made = new ArrayList<>();

  OwnClasses(ClusterRig rig) {
    client = rig.objects().client();
    prefix = rig.namespace() + "-";
  }

  /** Name of a class that may be made later. */
  String name(String what) {
    return prefix + what;
  }

  /** One whose volumes are made for the first pod that uses them. */
  void waitingForPod(String what) {
    make(storage(what).withVolumeBindingMode("WaitForFirstConsumer").build());
  }

  /** One with other parameters for its driver. */
  void storage(String what, Map<String, String> parameters) {
    make(storage(what).addToParameters(parameters).build());
  }

  /** One with other parameters for its driver. */
  void snapshots(String what, Map<String, String> parameters) {
    VolumeSnapshotClass usual =
        client.resources(VolumeSnapshotClass.class).list().getItems().stream()
            .filter(found -> isDefault(found, "snapshot.storage.kubernetes.io/is-default-class"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no default VolumeSnapshotClass"));
    make(
        new VolumeSnapshotClassBuilder(usual)
            .withMetadata(meta(what))
            .addToParameters(parameters)
            .build());
  }

  private StorageClassBuilder storage(String what) {
    StorageClass usual =
        client.storage().v1().storageClasses().list().getItems().stream()
            .filter(found -> isDefault(found, "storageclass.kubernetes.io/is-default-class"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no default StorageClass"));
    return new StorageClassBuilder(usual).withMetadata(meta(what));
  }

  private static boolean isDefault(HasMetadata found, String annotation) {
    return found.getMetadata().getAnnotations() != null
        && "true".equals(found.getMetadata().getAnnotations().get(annotation));
  }

  private ObjectMeta meta(String what) {
    return new ObjectMetaBuilder().withName(name(what)).build();
  }

  private void make(HasMetadata wanted) {
    made.add(client.resource(wanted).create());
  }

  @Override
  public void close() {
    made.forEach(one -> client.resource(one).delete());
  }
}
