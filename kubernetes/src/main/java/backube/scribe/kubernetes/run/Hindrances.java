package backube.scribe.kubernetes.run;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a Job has no pod, or its pod does not start. A quota or Pod Security that refuses the pod,
 * and a volume that can't be mounted, are told by events and nowhere else; those are read only when
 * it takes longer than usual.
 */
final class Hindrances {
  private static final Logger log = LoggerFactory.getLogger(Hindrances.class);

  /** Within this time a Job that was just started gets its pod. */
  private static final Duration TO_GET_A_POD = Duration.ofSeconds(3);

  /** Within this time a node has usually made a container. */
  private static final Duration TO_MAKE_A_CONTAINER = Duration.ofSeconds(15);

  private final KubernetesClient client;
  private final InstantSource clock;

  Hindrances(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** What refuses the pods of a Job that should have one; empty if nothing is known. */
  Optional<String> of(Job job) {
    return job.getStatus() != null && over(job.getStatus().getStartTime(), TO_GET_A_POD)
        ? told(job, "reason", "FailedCreate")
            .map(message -> "the mover's pod is refused: " + message)
        : Optional.empty();
  }

  /** What keeps a node from making the container of a pod; empty if nothing is known. */
  Optional<String> of(Pod pod) {
    return over(pod.getStatus().getStartTime(), TO_MAKE_A_CONTAINER)
        ? told(pod, "type", "Warning").map(message -> "the mover's pod can't start: " + message)
        : Optional.empty();
  }

  private boolean over(@Nullable String since, Duration usual) {
    return since != null && !clock.instant().isBefore(Instant.parse(since).plus(usual));
  }

  private Optional<String> told(HasMetadata about, String field, String value) {
    try {
      return newest(
          client
              .v1()
              .events()
              .inNamespace(about.getMetadata().getNamespace())
              .withField("involvedObject.uid", about.getMetadata().getUid())
              .withField(field, value)
              .list()
              .getItems());
    } catch (KubernetesClientException e) {
      log.warn("the events of {} can't be read: {}", about.getKind(), e.getMessage());
      return Optional.empty();
    }
  }

  /** The hindrance itself: the name of a pod, which differs from try to try, is left out. */
  static Optional<String> newest(List<Event> events) {
    return events.stream()
        .max(Comparator.comparing(Hindrances::time))
        .map(Event::getMessage)
        .filter(Objects::nonNull)
        .map(message -> message.replaceFirst("^Error creating: ", ""))
        .map(message -> message.replaceFirst("^pods \"[^\"]*\" is forbidden: ", ""));
  }

  private static String time(Event event) {
    return event.getLastTimestamp() == null ? "" : event.getLastTimestamp();
  }
}
