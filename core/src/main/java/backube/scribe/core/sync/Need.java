package backube.scribe.core.sync;

/** What the engine must know before it can decide. */
public enum Need {
  /** The recorded state and the things, looked up and not remembered. */
  LIVE,
  /** The checks and the plan of a new run. */
  INPUTS,
  /** Whether it is this resource's turn. */
  TURN,
  /** Which volume has the name of the user's volume now. */
  GIVEN_VOLUME
}
