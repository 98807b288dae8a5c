package backube.scribe.kubernetes.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A certificate that is made when the controller starts, and forgotten when it ends.
 *
 * <p>Java makes keys but no certificates: the only open way that needs no further library is its
 * own {@code keytool}, which every runtime image has, since it is part of {@code java.base}. It is
 * started early and takes about a second while the controller fills its caches.
 */
public final class SelfSigned implements AutoCloseable {
  private static final String STORE = "serving.p12";
  private static final String OUTPUT = "output";
  private static final String PASSWORD_VARIABLE = "SCRIBE_STORE_PASSWORD";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;
  private final String password;
  private final Process tool;

  private SelfSigned(Path folder, String password, Process tool) {
    this.folder = folder;
    this.password = password;
    this.tool = tool;
  }

  /**
   * Begins to make a certificate.
   *
   * @param javaHome of the runtime
   * @param name of this process, which the certificate shows
   * @param password a text that nobody can guess
   * @throws IOException with a message for the user if that is not possible here
   */
  public static SelfSigned begin(Path javaHome, String name, String password) throws IOException {
    Path folder = Files.createTempDirectory("scribe-serving");
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                javaHome.resolve("bin").resolve("keytool").toString(),
                "-J-XX:+UseSerialGC",
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                "serving",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name.replaceAll("[^A-Za-z0-9.-]", "-"),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(STORE).toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
    command.environment().put(PASSWORD_VARIABLE, password);
    command.redirectErrorStream(true).redirectOutput(folder.resolve(OUTPUT).toFile());
    try {
      return new SelfSigned(folder, password, command.start());
    } catch (IOException e) {
      remove(folder);
      throw e;
    }
  }

  /**
   * TLS with the certificate, once it is made.
   *
   * @throws IOException with a message for the user if it can't be made
   */
  public SSLContext context() throws IOException, InterruptedException {
    return context(LIMIT);
  }

  SSLContext context(Duration limit) throws IOException, InterruptedException {
    if (!tool.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("keytool made no certificate within " + limit);
    }
    if (tool.exitValue() != 0) {
      String said = Files.readString(folder.resolve(OUTPUT), StandardCharsets.UTF_8);
      throw new IOException("keytool made no certificate: " + said.strip());
    }
    try (InputStream in = Files.newInputStream(folder.resolve(STORE))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      ServingKey key = ServingKey.of(store, password.toCharArray());
      return ServingContext.of(() -> key);
    } catch (GeneralSecurityException e) {
      throw new IOException("keytool's certificate can't be read: " + e.getMessage(), e);
    }
  }

  /** Leaves no file behind. */
  @Override
  public void close() throws IOException {
    tool.destroyForcibly();
    remove(folder);
  }

  private static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(STORE));
    Files.deleteIfExists(folder.resolve(OUTPUT));
    Files.deleteIfExists(folder);
  }
}
