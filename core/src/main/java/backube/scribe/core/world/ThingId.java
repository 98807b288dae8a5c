package backube.scribe.core.world;

/**
 * Identity of an object that a run makes, stamped on it as labels.
 *
 * @param run number of the run
 * @param round number of the try within the run, from 1
 */
public record ThingId(Kind kind, long run, int round) {
  /** What an object is for. */
  public enum Kind {
    /** One execution of the entry point. */
    ATTEMPT,
    /** A point-in-time copy of the source. */
    COPY,
    /** A destination volume made for the user; survives runs (run 0, round 0). */
    VOLUME,
    /** What a destination publishes. */
    IMAGE
  }

  public static ThingId attempt(long run, int round) {
    return new ThingId(Kind.ATTEMPT, run, round);
  }

  public static ThingId copy(long run, int round) {
    return new ThingId(Kind.COPY, run, round);
  }

  public static ThingId image(long run, int round) {
    return new ThingId(Kind.IMAGE, run, round);
  }

  /** The dynamic destination volume of a resource. */
  public static ThingId volume() {
    return new ThingId(Kind.VOLUME, 0, 0);
  }

  /** Whether this belongs to a later run, or to a later round of the same run. */
  public boolean newerThan(long otherRun, int otherRound) {
    return run > otherRun || (run == otherRun && round > otherRound);
  }

  @Override
  public String toString() {
    return kind + " " + run + "." + round;
  }
}
