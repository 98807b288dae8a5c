package backube.scribe.local.wiring;

/** No engine can run here; the message says what is missing and the remedy. */
public final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }
}
