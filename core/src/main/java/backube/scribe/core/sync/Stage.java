package backube.scribe.core.sync;

import backube.scribe.core.queue.Claimed;
import java.util.List;

/**
 * Neighbouring steps that share an attempt.
 *
 * @param steps names of the steps, in order
 * @param data whether they need the data volume
 * @param claims what they claim, for the queue
 */
public record Stage(List<String> steps, boolean data, List<Claimed> claims) {
  public Stage {
    steps = List.copyOf(steps);
    claims = List.copyOf(claims);
  }
}
