package backube.scribe.core.sync;

/**
 * How nasty a world is: probabilities in permille.
 *
 * @param lost of an effect
 * @param delayed of an effect, by up to ten minutes
 * @param repeated of an effect, the second time later
 * @param stale of a reading that may come from a cache
 * @param crash between any two things that a pass does
 * @param between of something else happening in between
 * @param hand of a deletion by hand, in each step
 * @param edit of the spec, a Secret or the trigger, in each step
 * @param jump of the clock, in each step
 * @param forget of the status being wiped or set back, in each step
 * @param bad of an attempt or volume that ends badly, late or never
 * @param waits of the queue or the checks to say no
 */
record Faults(
    int lost,
    int delayed,
    int repeated,
    int stale,
    int crash,
    int between,
    int hand,
    int edit,
    int jump,
    int forget,
    int bad,
    int waits) {
  /** Nothing but what attempts and volumes do by themselves. */
  static final Faults UNLUCKY = new Faults(0, 0, 0, 0, 0, 0, 0, 30, 0, 0, 500, 200);

  /** A network and caches that can't be relied on, and controllers that crash. */
  static final Faults UNRELIABLE = new Faults(150, 150, 100, 400, 60, 100, 0, 30, 0, 0, 250, 100);

  /** The same, and people who delete objects and turn the clock. */
  static final Faults MEDDLED = new Faults(100, 150, 100, 400, 50, 100, 60, 60, 30, 0, 250, 100);

  /** The same, and a status that gets lost. */
  static final Faults FORGETFUL = new Faults(100, 150, 100, 500, 50, 100, 30, 30, 15, 60, 200, 100);

  /** Caches that are nearly always old, effects that come again later, and a status set back. */
  static final Faults OUTDATED = new Faults(100, 300, 400, 900, 50, 200, 20, 10, 5, 150, 100, 0);
}
