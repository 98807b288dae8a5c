package backube.scribe.kubernetes.run;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which ids the pods that use a volume run.
 *
 * @param user empty if unknown
 * @param group the fsGroup; empty if unknown
 */
record Workload(Optional<Long> user, Optional<Long> group) {
  static final Workload UNKNOWN = new Workload(Optional.empty(), Optional.empty());

  private static final Pattern TEXT = Pattern.compile("(\\d{0,10}):(\\d{0,10})");

  /** As its first container does; root is nobody's choice, but what an image has by default. */
  static Workload of(Pod pod) {
    Optional<PodSecurityContext> context = Optional.ofNullable(pod.getSpec().getSecurityContext());
    Optional<Long> user =
        pod.getSpec().getContainers().stream()
            .findFirst()
            .flatMap(container -> Optional.ofNullable(container.getSecurityContext()))
            .map(security -> security.getRunAsUser())
            .or(() -> context.map(PodSecurityContext::getRunAsUser))
            .filter(id -> id != 0);
    return new Workload(user, context.map(PodSecurityContext::getFsGroup));
  }

  /**
   * This, if its user is known; else that user's who was known before, because nobody uses the
   * volume now or whoever does leaves it to an image.
   */
  Workload orElse(Workload before) {
    return user.isPresent() ? this : new Workload(before.user, group.or(before::group));
  }

  /** {@code USER:GROUP}; null if neither is known. */
  @Nullable String text() {
    return equals(UNKNOWN)
        ? null
        : user.map(String::valueOf).orElse("") + ":" + group.map(String::valueOf).orElse("");
  }

  /** Reads such a text; what is none tells nothing. */
  static Workload read(@Nullable String text) {
    Matcher ids = TEXT.matcher(text == null ? "" : text);
    return ids.matches()
        ? new Workload(id(ids.group(1)).filter(id -> id != 0), id(ids.group(2)))
        : UNKNOWN;
  }

  private static Optional<Long> id(String digits) {
    return Optional.of(digits).filter(text -> !text.isEmpty()).map(Long::valueOf);
  }
}
