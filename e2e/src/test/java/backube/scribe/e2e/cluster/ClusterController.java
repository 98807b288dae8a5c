package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Controller;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Map;

/**
 * The Deployment of the product. All scenarios share it, so one that kills or stops it may not run
 * beside others.
 */
record ClusterController(KubernetesClient client, String namespace, String name)
    implements Controller {
  @Override
  public void start() {
    Deployment there = client.apps().deployments().inNamespace(namespace).withName(name).get();
    if (there == null) {
      throw new AssertionError("no Deployment %s in namespace %s".formatted(name, namespace));
    }
    if (there.getSpec().getReplicas() == 0) {
      scale(1);
    }
    if (!running()) {
      Await.until("the controller to be ready", this::running, ready -> ready, this::log);
    }
  }

  @Override
  public String startAnother() {
    throw new UnsupportedOperationException("controllers of a cluster take turns");
  }

  @Override
  public void kill() {
    for (Pod pod : pods()) {
      client.resource(pod).withGracePeriod(0).delete();
      Await.until(
          pod.getMetadata().getName() + " to be gone",
          () ->
              pods().stream()
                  .noneMatch(
                      left -> left.getMetadata().getUid().equals(pod.getMetadata().getUid())));
    }
  }

  @Override
  public void stop() {
    scale(0);
    Await.until("the controller to end", () -> pods().isEmpty());
  }

  /** How many there are; returns when they are all ready and no other one is left. */
  void replicas(int wanted) {
    scale(wanted);
    Await.until(
        wanted + " controllers",
        this::pods,
        pods -> pods.size() == wanted && pods.stream().allMatch(Readiness::isPodReady),
        this::log);
  }

  /** The pod that works, or worked last. */
  Pod leader() {
    String holder = holder();
    return pods().stream()
        .filter(pod -> pod.getMetadata().getName().equals(holder))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no pod of the lease's holder " + holder));
  }

  /** Name of the pod that holds the lease, or held it last; empty if it was given back. */
  String holder() {
    String holder =
        client
            .leases()
            .inNamespace(namespace)
            .withName("scribe-controller")
            .get()
            .getSpec()
            .getHolderIdentity();
    return holder == null ? "" : holder;
  }

  private void scale(int replicas) {
    client.apps().deployments().inNamespace(namespace).withName(name).scale(replicas);
  }

  @Override
  public boolean running() {
    Deployment deployment = client.apps().deployments().inNamespace(namespace).withName(name).get();
    Integer ready = deployment == null ? null : deployment.getStatus().getReadyReplicas();
    return ready != null && ready > 0;
  }

  List<Pod> pods() {
    Deployment deployment = client.apps().deployments().inNamespace(namespace).withName(name).get();
    Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();
    return client.pods().inNamespace(namespace).withLabels(selector).list().getItems();
  }

  /** A port of this machine that leads to one of the controller that works. */
  LocalPortForward forward(int port) {
    Pod ready =
        pods().stream()
            .filter(Readiness::isPodReady)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no controller is ready"));
    return client.pods().resource(ready).portForward(port);
  }

  /** The end of what it said. */
  String log() {
    StringBuilder log = new StringBuilder();
    for (Pod pod : pods()) {
      log.append(pod.getMetadata().getName()).append(" (").append(pod.getStatus().getPhase());
      log.append("):\n");
      log.append(client.pods().resource(pod).tailingLines(2000).getLog());
    }
    return log.toString();
  }
}
