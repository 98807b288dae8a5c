package backube.scribe.core.queue;

/** What the queue says. */
public sealed interface Turn {
  /** Go on now. */
  record Granted() implements Turn {}

  /**
   * Wait.
   *
   * @param message position and what it waits for
   */
  record Waiting(String message) implements Turn {}
}
