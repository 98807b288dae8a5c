package backube.scribe.kubernetes.endpoint;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /healthz} and {@code /readyz}: {@code ok}, or 503 with what is wrong. */
public final class Probes implements AutoCloseable {
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private Probes(HttpServer server) {
    this.server = server;
  }

  /**
   * Begins to answer.
   *
   * @param alive what only a restart can heal; empty if nothing is wrong. Must not block
   * @param ready why no work is done; empty if it is, or if another controller does it
   */
  public static Probes serve(
      InetSocketAddress at, Supplier<Optional<String>> alive, Supplier<Optional<String>> ready)
      throws IOException {
    HttpServer server = HttpServer.create(at, 0);
    server.createContext("/healthz", exchange -> answer(alive).send(exchange));
    server.createContext("/readyz", exchange -> answer(ready).send(exchange));
    server.start();
    return new Probes(server);
  }

  private static Answer answer(Supplier<Optional<String>> problem) {
    return problem
        .get()
        .map(text -> Answer.plain(UNAVAILABLE, text))
        .orElseGet(() -> Answer.plain(200, "ok"));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
