package backube.scribe.e2e.fence.bad.api.mover;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A description that holds a client. */
final class UsesClient {
  KubernetesClient client;
}
