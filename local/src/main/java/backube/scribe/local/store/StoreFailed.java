package backube.scribe.local.store;

import java.io.IOException;

/** The state folder could not be read or written. */
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailed(String message, IOException cause) {
    super(message + ": " + cause, cause);
  }
}
