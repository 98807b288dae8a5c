package backube.scribe.local.sandbox;

/** An attempt can't start as things are; it fails before anything of it has run. */
final class Unstartable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message names the object or folder, what was found and what would be right; no secret
   */
  Unstartable(String message) {
    super(message);
  }
}
