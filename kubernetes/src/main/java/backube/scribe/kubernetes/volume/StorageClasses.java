package backube.scribe.kubernetes.volume;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.Consumer;

/** The storage classes of the cluster; there are few, and they hardly change. */
public final class StorageClasses implements AutoCloseable {
  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

  private final SharedIndexInformer<StorageClass> informer;

  /**
   * Does nothing before {@link #start}.
   *
   * @param came told the name of each class that is there, or was made; must not block
   */
  public StorageClasses(KubernetesClient client, Consumer<String> came) {
    informer = client.storage().v1().storageClasses().runnableInformer(0);
    informer.addEventHandler(new Told(came));
  }

  /** Lists and begins to watch. */
  public void start() {
    informer.run();
  }

  /** Whether a claim is bound only once a pod uses it. */
  public boolean waitsForPod(PersistentVolumeClaim claim) {
    String name = claim.getSpec().getStorageClassName();
    return informer.getStore().list().stream()
        .filter(
            known -> name == null ? isDefault(known) : name.equals(known.getMetadata().getName()))
        .anyMatch(known -> "WaitForFirstConsumer".equals(known.getVolumeBindingMode()));
  }

  private static boolean isDefault(StorageClass known) {
    return known.getMetadata().getAnnotations() != null
        && "true".equals(known.getMetadata().getAnnotations().get(DEFAULT));
  }

  @Override
  public void close() {
    informer.stop();
  }

  private record Told(Consumer<String> came) implements ResourceEventHandler<StorageClass> {
    @Override
    public void onAdd(StorageClass made) {
      came.accept(made.getMetadata().getName());
    }

    @Override
    public void onUpdate(StorageClass before, StorageClass after) {}

    @Override
    public void onDelete(StorageClass gone, boolean stateUnknown) {}
  }
}
