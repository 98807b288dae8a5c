package backube.scribe.core.run;

import java.util.Locale;

/** Names of movers in the names of objects. */
public final class MoverName {
  private MoverName() {}

  /** The name in lower case with dashes between its words: {@code rsync-tls} of rsyncTLS. */
  public static String dashed(String mover) {
    return mover
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
