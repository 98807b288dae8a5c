package backube.scribe.e2e.rig;

/**
 * A point at which a mover halts until it is told to go on: {@code before-STEP}, {@code
 * during-STEP} (restic stands still and holds its lock) or {@code after-STEP}. It is met once.
 */
public interface StopPoint {
  /** Which process. */
  enum Victim {
    ENTRY_SCRIPT,
    RESTIC
  }

  /** Returns when a mover has halted there. */
  void awaitReached();

  /** Lets the mover go on. */
  void goOn();

  /** SIGKILL to a process of the halted mover. */
  void kill(Victim victim);

  /** SIGTERM to a process of the halted mover; to the entry script, as when a pod is deleted. */
  void terminate(Victim victim);
}
