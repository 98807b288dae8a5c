package backube.scribe.core.pass;

import java.time.Instant;
import java.util.Optional;

/**
 * What a pass asks of its caller.
 *
 * @param again when to look at the resource again at the latest; empty if only a change is a reason
 * @param progressed whether the pass wrote or did something, so that another look may find more to
 *     do; a caller whose world does not send changes looks again at once
 */
public record Look(Optional<Instant> again, boolean progressed) {
  /** There is nothing to do any more. */
  static final Look DONE = new Look(Optional.empty(), false);
}
