package backube.scribe.kubernetes.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.util.List;

/** The client of a cluster's API server. */
final class ApiClient {
  /** What watches tell of, beside what is asked for by its class. */
  private static final List<Class<? extends KubernetesResource>> KINDS =
      List.of(
          Job.class,
          Namespace.class,
          PersistentVolumeClaim.class,
          Pod.class,
          Secret.class,
          Service.class,
          ServiceAccount.class,
          Status.class,
          VolumeSnapshot.class);

  private ApiClient() {}

  /**
   * One for the cluster that KUBECONFIG names, or in whose pod this runs. It knows only the kinds
   * that are used here: to learn all that the library has costs 7 MiB.
   */
  static KubernetesClient open() {
    KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
    KINDS.forEach(serialization::registerKubernetesResource);
    return new KubernetesClientBuilder().withKubernetesSerialization(serialization).build();
  }
}
