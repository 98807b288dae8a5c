package backube.scribe.kubernetes.run;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a Job has no pod. A quota or Pod Security that refuses it is told by an event of the Job and
 * nowhere else.
 */
final class JobEvents {
  private static final Logger log = LoggerFactory.getLogger(JobEvents.class);

  /** Within this time a Job that was just started gets its pod. */
  private static final Duration USUAL = Duration.ofSeconds(3);

  private final KubernetesClient client;
  private final InstantSource clock;

  JobEvents(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** What refuses the pods of a Job that should have one; empty if nothing is known. */
  Optional<String> refusal(Job job) {
    String started = job.getStatus() == null ? null : job.getStatus().getStartTime();
    if (started == null || clock.instant().isBefore(Instant.parse(started).plus(USUAL))) {
      return Optional.empty();
    }
    try {
      return newest(
              client
                  .v1()
                  .events()
                  .inNamespace(job.getMetadata().getNamespace())
                  .withField("involvedObject.uid", job.getMetadata().getUid())
                  .withField("reason", "FailedCreate")
                  .list()
                  .getItems())
          .map(message -> "the mover's pod is refused: " + message);
    } catch (KubernetesClientException e) {
      log.warn("the events of a Job can't be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** The refusal itself: the name of a pod, which differs from try to try, is left out. */
  static Optional<String> newest(List<Event> events) {
    return events.stream()
        .max(java.util.Comparator.comparing(JobEvents::time))
        .map(Event::getMessage)
        .filter(Objects::nonNull)
        .map(message -> message.replaceFirst("^Error creating: ", ""))
        .map(message -> message.replaceFirst("^pods \"[^\"]*\" is forbidden: ", ""));
  }

  private static String time(Event event) {
    return event.getLastTimestamp() == null ? "" : event.getLastTimestamp();
  }
}
