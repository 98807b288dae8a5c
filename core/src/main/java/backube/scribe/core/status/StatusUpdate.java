package backube.scribe.core.status;

import backube.scribe.api.mover.Report;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pass learnt beside the engine's record.
 *
 * @param succeeded whether the mover did well; empty if there is nothing new to tell
 * @param report its report; empty if it left none
 * @param mover name of the mover, and of its status section
 * @param section the mover's new status section; empty if it does not change
 * @param image what the run published; empty if nothing new was
 */
public record StatusUpdate(
    Optional<Boolean> succeeded,
    Optional<Report> report,
    String mover,
    Optional<Map<String, @Nullable Object>> section,
    Optional<TypedLocalObjectReference> image) {
  /** Nothing was learnt. */
  public static final StatusUpdate NONE =
      new StatusUpdate(Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty());

  /** A run failed of which no attempt tells why. */
  public static final StatusUpdate FAILED =
      new StatusUpdate(
          Optional.of(false), Optional.empty(), "", Optional.empty(), Optional.empty());

  /** The same with what a mover tells before a report. */
  public StatusUpdate announcing(String teller, Map<String, @Nullable Object> told) {
    return new StatusUpdate(succeeded, report, teller, Optional.of(told), image);
  }

  /** The same with an image. */
  public StatusUpdate publishing(TypedLocalObjectReference published) {
    return new StatusUpdate(succeeded, report, mover, section, Optional.of(published));
  }
}
