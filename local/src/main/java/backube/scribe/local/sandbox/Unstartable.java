package backube.scribe.local.sandbox;

import backube.scribe.api.mover.FailureClass;

/** An attempt can't start as things are; it fails before anything of it has run. */
final class Unstartable extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureClass failure;

  /**
   * @param message names the object or folder, what was found and what would be right; no secret
   */
  Unstartable(String message) {
    this(FailureClass.UNKNOWN, message);
  }

  Unstartable(FailureClass failure, String message) {
    super(message);
    this.failure = failure;
  }

  FailureClass failure() {
    return failure;
  }
}
