package backube.scribe.core.sync;

import java.time.Instant;

/** The engine, or a mutant of it. */
interface Decider {
  Decision decide(Facts facts, State state, Seen seen, Instant now);

  /** Whether a pass is dropped when the resource changed since it was read. */
  default boolean heedsConflicts() {
    return true;
  }
}
