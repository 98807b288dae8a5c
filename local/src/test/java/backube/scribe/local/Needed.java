package backube.scribe.local;

import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Without it the test is skipped, but never in CI. */
public final class Needed {
  private Needed() {}

  /** Skips the test, or fails it in CI, unless it holds. */
  public static void here(boolean holds, String what) {
    if (!holds && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(what);
    }
    Assumptions.assumeTrue(holds, what);
  }
}
