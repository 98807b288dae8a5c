package backube.scribe.api.mover;

import java.util.Map;
import java.util.Optional;

/**
 * What the peer of a mover has to know, as far as it is known before a report; from it the
 * announcing function makes the mover's status section. Asked again with the same it must give the
 * same status.
 *
 * @param address where the plan's endpoint is reached; empty if there is none, or none yet
 * @param port at which it is reached; empty if there is no address
 * @param secretNames names of the Secrets that the requirements generate, by their role; empty if
 *     they are not there yet
 * @param previous the status section as it is
 */
public record Announcement<S extends Record>(
    Optional<String> address,
    Optional<Integer> port,
    Map<String, String> secretNames,
    Optional<S> previous) {}
