package backube.scribe.local.process;

/** Where a process is in its life. */
public sealed interface Life {
  /** Not started; nothing of it has run. */
  record Waiting() implements Life {}

  /** At work. */
  record Running() implements Life {}

  /**
   * Over.
   *
   * @param code exit code
   */
  record Ended(int code) implements Life {}

  /** Over, and nobody was left to note how: killed with its supervisor, or by a power cut. */
  record Lost() implements Life {}

  /** Being stopped and removed. */
  record Leaving() implements Life {}
}
