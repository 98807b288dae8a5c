package backube.scribe.kubernetes.endpoint;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Addresses to listen at, as administrators write them: {@code :8081}, {@code 127.0.0.1:8081}. */
public final class ListenAddress {
  /** Listens nowhere. */
  private static final String NOWHERE = "0";

  private static final int MOST = 65_535;

  private ListenAddress() {}

  /**
   * Reads an address.
   *
   * @param option that it was given with, for the message
   * @return empty if nothing is to be served
   * @throws IllegalArgumentException with a message for the user
   */
  public static Optional<InetSocketAddress> parse(String option, String written) {
    if (written.equals(NOWHERE)) {
      return Optional.empty();
    }
    int colon = written.lastIndexOf(':');
    String host = colon < 0 ? "" : written.substring(0, colon);
    int port = port(written.substring(colon + 1));
    if (colon < 0 || port < 1 || (host.contains(":") && !host.startsWith("["))) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is no address to listen at; write :8081, 127.0.0.1:8081, [::1]:8081, or 0 for none"
              .formatted(option, written));
    }
    return Optional.of(
        host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port));
  }

  /** Zero if it is none. */
  private static int port(String written) {
    boolean digits = !written.isEmpty() && written.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || written.length() > 5) {
      return 0;
    }
    int port = Integer.parseInt(written);
    return port <= MOST ? port : 0;
  }
}
