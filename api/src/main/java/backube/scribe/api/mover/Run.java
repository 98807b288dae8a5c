package backube.scribe.api.mover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts from which a plan is made. Made by the controller; tests get one from the test kit.
 *
 * @param namespace of the resource
 * @param name of the resource
 * @param origin the name under which a store shared by several sources files this one's data
 *     (restic: the host), unless the section says otherwise
 * @param created when the resource was created
 * @param start when the run was started
 * @param section the decoded section
 * @param status the mover's own status section as it is now
 * @param volume the data volume
 * @param keys the key names, of those asked for, that each object has; sorted
 */
public record Run<C extends Record, S extends Record>(
    String namespace,
    String name,
    String origin,
    Instant created,
    Instant start,
    C section,
    Optional<S> status,
    Volume volume,
    Map<Ref, List<String>> keys) {
  /** Whether {@code ref} exists and has {@code key}, which must have been asked for. */
  public boolean has(Ref ref, String key) {
    return keys.getOrDefault(ref, List.of()).contains(key);
  }
}
