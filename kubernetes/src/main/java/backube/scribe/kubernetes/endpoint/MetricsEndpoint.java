package backube.scribe.kubernetes.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}, for those who may read them. */
public final class MetricsEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetricsEndpoint.class);
  private static final String PATH = "/metrics";
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String BEARER = "bearer ";

  /** Scrapers are few; one that is slow must not keep the others out. */
  private static final int THREADS = 3;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Optional<ScrapeAccess> access;
  private final Supplier<String> page;

  private MetricsEndpoint(HttpServer server, Optional<ScrapeAccess> access, Supplier<String> page) {
    this.server = server;
    this.access = access;
    this.page = page;
    threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Begins to answer.
   *
   * @param tls with which it serves HTTPS; empty for plain HTTP
   * @param access who may read; empty if everybody may
   * @param page makes the text, in the format of Prometheus
   */
  public static MetricsEndpoint serve(
      InetSocketAddress at,
      Optional<SSLContext> tls,
      Optional<ScrapeAccess> access,
      Supplier<String> page)
      throws IOException {
    MetricsEndpoint endpoint = new MetricsEndpoint(server(at, tls), access, page);
    endpoint.server.setExecutor(endpoint.threads);
    endpoint.server.createContext("/", exchange -> endpoint.answer(exchange).send(exchange));
    endpoint.server.start();
    return endpoint;
  }

  private static HttpServer server(InetSocketAddress at, Optional<SSLContext> tls)
      throws IOException {
    if (tls.isEmpty()) {
      return HttpServer.create(at, 0);
    }
    HttpsServer https = HttpsServer.create(at, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return https;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "metrics");
    thread.setDaemon(true);
    return thread;
  }

  private Answer answer(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      return Answer.plain(404, "there is only " + PATH);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.plain(405, "only GET");
    }
    ScrapeAccess.Verdict verdict =
        access
            .map(check -> check.check(token(exchange), method.toLowerCase(Locale.ROOT), PATH))
            .orElse(ScrapeAccess.Verdict.ALLOWED);
    return switch (verdict) {
      case ALLOWED -> page();
      case UNKNOWN -> Answer.plain(401, "a bearer token that this cluster knows is needed");
      case DENIED -> Answer.plain(403, "no right to get " + PATH);
      case UNDECIDED -> Answer.plain(500, "the cluster did not say who this is");
    };
  }

  private Answer page() {
    try {
      return new Answer(200, TYPE, page.get());
    } catch (RuntimeException defect) {
      log.error("the metrics can't be shown", defect);
      return Answer.plain(500, "the metrics can't be shown; the log says why");
    }
  }

  private static String token(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : "";
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
