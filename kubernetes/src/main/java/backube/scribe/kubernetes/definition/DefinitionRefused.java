package backube.scribe.kubernetes.definition;

/** A cluster does not tell, or does not take, a definition; the message says why. */
public final class DefinitionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DefinitionRefused(String message) {
    super(message);
  }

  /** Why, for the user. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
