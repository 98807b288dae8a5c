package backube.scribe.core.sync;

/** Where a run stands. */
public enum Phase {
  /** Its copy, its volume and a held attempt are being made. */
  PREPARING,
  /** Its attempt was released. */
  RUNNING,
  /** Its image is being made. */
  PUBLISHING,
  /** It waits for the time, and then for its turn, to go on. */
  RESTING,
  /** Its outcome is recorded; temporary objects are being removed. */
  CLEANING;

  /** Whether it takes a slot of the queue and holds the claims of its stage. */
  public boolean holdsSlot() {
    return this == PREPARING || this == RUNNING || this == PUBLISHING;
  }
}
