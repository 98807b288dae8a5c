package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Resource;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What the movers of a namespace write, followed from their start: their pods go with the run. */
final class MoverLogs implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final KubernetesClient client;
  private final Map<String, Followed> followed = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SharedIndexInformer<Pod> pods;

  /** The log of one pod, which is whole when {@code end} is done. */
  private record Followed(String job, ByteArrayOutputStream text, CompletableFuture<Void> end) {}

  MoverLogs(KubernetesClient client, String namespace) {
    this.client = client;
    pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/created-by", "scribe")
            .inform(new Started());
  }

  private final class Started implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      boolean started =
          pod.getStatus().getContainerStatuses().stream()
              .map(status -> status.getState())
              .anyMatch(MoverLogs::started);
      if (started) {
        synchronized (followed) {
          followed.computeIfAbsent(pod.getMetadata().getUid(), uid -> follow(pod));
        }
      }
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean stateUnknown) {}
  }

  private static boolean started(ContainerState state) {
    return state.getRunning() != null || state.getTerminated() != null;
  }

  private Followed follow(Pod pod) {
    String job = pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    return new Followed(job, text, CompletableFuture.runAsync(() -> copy(pod, text), threads));
  }

  private void copy(Pod pod, ByteArrayOutputStream text) {
    try (LogWatch log = client.pods().resource(pod).watchLog(text)) {
      log.onClose().toCompletableFuture().join();
    } catch (KubernetesClientException e) {
      text.writeBytes(("no log: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All that the movers of a resource wrote, oldest first. */
  String of(Resource resource) {
    String direction = resource.kind() == Resource.Kind.SOURCE ? "src" : "dst";
    Pattern job =
        Pattern.compile("scribe-" + direction + "-" + Pattern.quote(resource.name()) + "(-\\d+)?");
    StringBuilder log = new StringBuilder();
    for (Followed one : all()) {
      if (job.matcher(one.job()).matches()) {
        awaitEnd(one);
        log.append(one.text().toString(StandardCharsets.UTF_8));
      }
    }
    return log.toString();
  }

  private List<Followed> all() {
    synchronized (followed) {
      return List.copyOf(followed.values());
    }
  }

  /** The log of a pod that has ended may still be under way; that of one at work never ends. */
  private static void awaitEnd(Followed one) {
    try {
      one.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException stillAtWork) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    pods.close();
    threads.shutdownNow();
  }
}
