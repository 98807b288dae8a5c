package backube.scribe.kubernetes.run;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the pods of one Job tell: what they wait for, and how the mover ended. */
final class MoverPods {
  private static final Set<String> NO_IMAGE = Set.of("ErrImagePull", "ImagePullBackOff");

  /** How the kubelet introduces the error of its last try while it rests. */
  private static final String BACK_OFF = "^Back-off pulling image \"[^\"]*\": ErrImagePull: ";

  private final List<Pod> pods;
  private final String container;

  /**
   * @param pods of one Job; seldom more than one
   * @param container name of the mover's container; others may have been added by somebody else
   */
  MoverPods(List<Pod> pods, String container) {
    this.pods =
        pods.stream()
            .sorted(
                Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                    .reversed())
            .toList();
    this.container = container;
  }

  /** The newest. */
  Optional<Pod> newest() {
    return pods.stream().findFirst();
  }

  /** Whether there is no pod, or none of its containers has begun. */
  boolean idle() {
    return newest().filter(pod -> !"Pending".equals(pod.getStatus().getPhase())).isEmpty();
  }

  /** What the newest pod waits for, for the user; empty if it waits for nothing. */
  String waitsFor() {
    return newest().flatMap(pod -> unscheduled(pod).or(() -> waiting(pod))).orElse("");
  }

  private static Optional<String> unscheduled(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("PodScheduled"))
        .filter(condition -> condition.getStatus().equals("False"))
        .map(PodCondition::getMessage)
        .filter(Objects::nonNull)
        .findFirst()
        .map(message -> "no node for the mover's pod: " + message);
  }

  private Optional<String> waiting(Pod pod) {
    return statuses(pod)
        .map(status -> status.getState() == null ? null : status.getState().getWaiting())
        .filter(Objects::nonNull)
        .findFirst()
        .filter(waiting -> !"ContainerCreating".equals(waiting.getReason()))
        .map(MoverPods::text);
  }

  /** An image that can't be pulled is told alike while the kubelet tries and while it rests. */
  private static String text(ContainerStateWaiting waiting) {
    String message = waiting.getMessage() == null ? "" : waiting.getMessage();
    if (NO_IMAGE.contains(waiting.getReason())) {
      return "the mover's image can't be pulled: " + message.replaceFirst(BACK_OFF, "");
    }
    return "the mover's container can't start: "
        + waiting.getReason()
        + (message.isEmpty() ? "" : ": " + message);
  }

  /** How the mover's container ended, in the newest pod in which it did. */
  Optional<ContainerStateTerminated> ended() {
    return pods.stream()
        .flatMap(this::statuses)
        .map(status -> status.getState() == null ? null : status.getState().getTerminated())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Why the newest pod was ended from outside, such as an eviction; empty if it was not. */
  Optional<String> evicted() {
    return newest()
        .filter(pod -> pod.getStatus().getReason() != null)
        .map(pod -> pod.getStatus().getReason() + ": " + pod.getStatus().getMessage());
  }

  /** Whether all came to their end, the newest of them with success. */
  boolean succeeded() {
    return !alive()
        && newest().filter(pod -> "Succeeded".equals(pod.getStatus().getPhase())).isPresent();
  }

  /** Whether a pod is there that may still touch data. */
  boolean alive() {
    return pods.stream()
        .map(pod -> pod.getStatus().getPhase())
        .anyMatch(phase -> !"Succeeded".equals(phase) && !"Failed".equals(phase));
  }

  private Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(container));
  }
}
