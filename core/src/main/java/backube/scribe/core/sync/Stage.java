package backube.scribe.core.sync;

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

  /**
   * A claim on a thing whose name is known.
   *
   * @param thing kind and hashed identity, such as {@code repository:3f…}
   * @param exclusive whether nobody else may claim it meanwhile
   */
  public record Claimed(String thing, boolean exclusive) {
    /** Whether both can't be held at once. */
    public boolean excludes(Claimed other) {
      return thing.equals(other.thing) && (exclusive || other.exclusive);
    }
  }
}
