package backube.scribe.core.pass;

import java.util.Map;
import java.util.Optional;

/**
 * What the peer of a mover has to know, as far as it is known.
 *
 * @param address where the plan's endpoint is reached
 * @param port at which it is reached
 * @param secretNames of the generated Secrets, by role
 */
record Exchange(Optional<String> address, Optional<Integer> port, Map<String, String> secretNames) {
  /** Nothing. */
  static final Exchange NOTHING = new Exchange(Optional.empty(), Optional.empty(), Map.of());
}
