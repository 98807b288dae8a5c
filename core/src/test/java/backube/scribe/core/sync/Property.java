package backube.scribe.core.sync;

/** What holds in every world, however nasty. */
enum Property {
  /** No two attempts of a resource may touch data at once. */
  ONE_AT_WORK,
  /** The recorded attempt is not removed while it is at work, unless the record was lost. */
  SPARES_THE_RUNNING,
  /** Only what the attempt with the recorded uid did counts, though the record was lost once. */
  OWN_OUTCOME,
  /** A step whose success was reported is not run again within its run. */
  NO_STEP_TWICE,
  /** A run is successful only if each of its steps was done. */
  SUCCESS_IS_COMPLETE,
  /** An image that a run publishes is of the volume that its attempts wrote. */
  IMAGE_OF_WHAT_WAS_WRITTEN,
  /** What a step warned of is told when its run succeeds, and fails it if that is wished. */
  WARNINGS_ARE_TOLD,
  /** The time of the last success never goes back, unless the clock did. */
  SUCCESS_TIME_GROWS,
  /** Every run has a greater number than those before. */
  NUMBERS_GROW,
  /** Only the token that a successful run was started by is acknowledged. */
  ACKNOWLEDGES_WHAT_RAN,
  /** What a run was started with stays as it is until it ends. */
  RUN_IS_FROZEN,
  /** No write ends one run and starts another; a run ends when it was cleaned up. */
  ONE_RUN_PER_WRITE,
  /** No effect without its recorded state. */
  RECORDED_FIRST,
  /** A run starts only when it is due, checked, let through by the queue and not paused. */
  STARTS_WHEN_IT_MAY,
  /** Nothing goes on listening for a peer once its resource is paused or can't be used. */
  LISTENERS_GIVE_WAY,
  /** No run has more failures than the budget allows. */
  BUDGET_HOLDS,
  /**
   * What was published is not removed before its successor is recorded, though the record was lost
   * once, but by what was decided before that. Where the user's volume was replaced since, such a
   * record can't tell of which of both the image is: then it goes, and the data is restored anew.
   */
  KEEPS_THE_IMAGE,
  /** An idle resource has no attempts, no copies and no image but the current one. */
  NOTHING_LEFT,
  /** Once faults stop, what is due succeeds soon, without being looked at all the time. */
  EVERY_WAIT_ENDS
}
