package backube.scribe.e2e.fence.bad.core.sync;

import io.fabric8.kubernetes.client.KubernetesClient;

/** An engine that knows the cluster. */
final class UsesClient {
  KubernetesClient client;
}
