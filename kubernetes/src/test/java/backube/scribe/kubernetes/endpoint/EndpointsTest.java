package backube.scribe.kubernetes.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered over real connections. */
class EndpointsTest {
  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void probesTellTheTruthAsItIsAtTheMoment() throws Exception {
    AtomicReference<Optional<String>> unready = new AtomicReference<>(Optional.of("starting"));
    try (Probes probes = Probes.serve(ANYWHERE, Optional::empty, unready::get)) {
      URI ready = http(probes.address(), "/readyz");
      assertThat(get(ready).statusCode()).isEqualTo(503);
      assertThat(get(ready).body()).isEqualTo("starting\n");
      assertThat(get(http(probes.address(), "/healthz")).statusCode()).isEqualTo(200);

      unready.set(Optional.empty());
      assertThat(get(ready).statusCode()).isEqualTo(200);
      assertThat(get(ready).body()).isEqualTo("ok\n");
    }
  }

  @Test
  void metricsAreOnlyForThoseWhoMayReadThem() throws Exception {
    Reviews reviews = new Two();
    Optional<ScrapeAccess> access = Optional.of(new ScrapeAccess(reviews, clock));
    try (MetricsEndpoint endpoint =
        MetricsEndpoint.serve(ANYWHERE, Optional.empty(), access, () -> "a 1\n")) {
      URI page = http(endpoint.address(), "/metrics");
      assertThat(get(page).statusCode()).isEqualTo(401);
      assertThat(get(page, "Bearer nobody").statusCode()).isEqualTo(401);
      assertThat(get(page, "Basic prometheus").statusCode()).isEqualTo(401);
      assertThat(get(page, "Bearer stranger").statusCode()).isEqualTo(403);
      assertThat(get(page, "Bearer broken").statusCode()).isEqualTo(500);

      HttpResponse<String> allowed = get(page, "Bearer prometheus");
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.body()).isEqualTo("a 1\n");
      assertThat(allowed.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(get(http(endpoint.address(), "/other")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPageThatCanNotBeMadeIsAnErrorAndNotAnEmptyPage() throws Exception {
    try (MetricsEndpoint endpoint =
        MetricsEndpoint.serve(
            ANYWHERE,
            Optional.empty(),
            Optional.empty(),
            () -> {
              throw new IllegalStateException("no");
            })) {
      assertThat(get(http(endpoint.address(), "/metrics")).statusCode()).isEqualTo(500);
    }
  }

  @Test
  void aSelfSignedCertificateServesAndLeavesNoFile() throws Exception {
    try (SelfSigned made = SelfSigned.begin(JAVA, "scribe-0/x", "a password");
        MetricsEndpoint endpoint = https(made.context())) {
      HttpResponse<String> page = get(secure(endpoint.address()), trustingAnybody());

      assertThat(page.statusCode()).isEqualTo(200);
      X509Certificate shown =
          (X509Certificate) page.sslSession().orElseThrow().getPeerCertificates()[0];
      assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=scribe-0-x");
    }
  }

  @Test
  void aKeytoolThatHangsIsNotWaitedForWithoutEnd() throws Exception {
    Path tool = Files.createDirectories(folder.resolve("bin")).resolve("keytool");
    Files.writeString(tool, "#!/bin/sh\nexec sleep 600\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    try (SelfSigned made = SelfSigned.begin(folder, "scribe-0", "a password")) {
      assertThatThrownBy(() -> made.context(Duration.ofMillis(100)))
          .hasMessage("keytool made no certificate within PT0.1S");
    }
  }

  @Test
  void aCertificateInFilesIsReadAnewWhenItIsRenewed() throws Exception {
    CertificateFiles files =
        new CertificateFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    write(files, "one", "RSA");
    try (MetricsEndpoint endpoint = https(ServingContext.of(files, clock))) {
      assertThat(shown(endpoint)).isEqualTo("CN=one");

      write(files, "two", "EC");
      Files.setLastModifiedTime(
          files.certificate(), java.nio.file.attribute.FileTime.from(Instant.EPOCH));
      assertThat(shown(endpoint)).isEqualTo("CN=one");
      now = now.plusSeconds(11);
      assertThat(shown(endpoint)).isEqualTo("CN=two");

      Files.writeString(files.key(), "half of a k");
      now = now.plusSeconds(11);
      assertThat(shown(endpoint)).isEqualTo("CN=two");
    }
  }

  private static String shown(MetricsEndpoint endpoint) throws Exception {
    HttpResponse<String> page = get(secure(endpoint.address()), trustingAnybody());
    return ((X509Certificate) page.sslSession().orElseThrow().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  private static MetricsEndpoint https(SSLContext context) throws IOException {
    return MetricsEndpoint.serve(ANYWHERE, Optional.of(context), Optional.empty(), () -> "a 1\n");
  }

  /** As others write them: the key in PKCS 8. */
  private static void write(CertificateFiles files, String name, String algorithm)
      throws Exception {
    Path store = files.key().resolveSibling(name + ".p12");
    Process tool =
        new ProcessBuilder(
                JAVA.resolve("bin/keytool").toString(),
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                "a",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(tool.waitFor()).isZero();
    KeyStore made = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    Files.writeString(
        files.certificate(), pem("CERTIFICATE", made.getCertificate("a").getEncoded()));
    Files.writeString(
        files.key(), pem("PRIVATE KEY", made.getKey("a", "changeit".toCharArray()).getEncoded()));
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), what);
  }

  private static URI http(InetSocketAddress at, String path) {
    return URI.create("http://localhost:" + at.getPort() + path);
  }

  private static URI secure(InetSocketAddress at) {
    return URI.create("https://localhost:" + at.getPort() + "/metrics");
  }

  private static HttpClient trustingAnybody() throws Exception {
    javax.net.ssl.X509ExtendedTrustManager anybody = new Anybody();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new javax.net.ssl.TrustManager[] {anybody}, null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static HttpResponse<String> get(URI page, HttpClient client) throws Exception {
    return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI page) throws Exception {
    return get(page, HttpClient.newHttpClient());
  }

  private static HttpResponse<String> get(URI page, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(page).header("Authorization", authorization).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** One who may read, one who may not, and a token at which the cluster breaks. */
  private static final class Two implements Reviews {
    @Override
    public Optional<User> user(String token) {
      if (token.equals("broken")) {
        throw new IllegalStateException("the API server is away");
      }
      return token.equals("nobody")
          ? Optional.empty()
          : Optional.of(new User(token, "", List.of(), Map.of()));
    }

    @Override
    public boolean allowed(User user, String verb, String path) {
      return user.name().equals("prometheus") && verb.equals("get") && path.equals("/metrics");
    }
  }

  /** Trusts every certificate. */
  private static final class Anybody extends javax.net.ssl.X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
