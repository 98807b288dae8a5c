package backube.scribe.core.world;

/** An effect could not be carried out; the next pass tries again. */
public final class EffectFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user: what could not be done and why; no secret
   */
  public EffectFailed(String message) {
    super(message);
  }

  /** The same with a cause for the log. */
  public EffectFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** What could not be done and why, for the user. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
