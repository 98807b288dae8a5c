package backube.scribe.core.section;

/**
 * What the CEL rules of one section may cost. The API server refuses a definition with a rule that
 * it estimates at more than 10 million, or with rules at more than 100 million in all. A definition
 * is composed of the sections of many movers, which don't know of each other: each has a share.
 */
final class RuleBudget {
  private static final long ONE_RULE = 5_000_000;

  private long left = 2 * ONE_RULE;

  /**
   * Takes a rule, if there is room for it.
   *
   * @param cost of one look
   * @param times how often an object can have what it looks at
   */
  boolean affords(long cost, long times) {
    long most = Math.min(ONE_RULE, left);
    if (times > most / cost) {
      return false;
    }
    left -= cost * times;
    return true;
  }
}
