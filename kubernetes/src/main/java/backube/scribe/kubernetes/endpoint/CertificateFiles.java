package backube.scribe.kubernetes.endpoint;

import io.fabric8.kubernetes.client.internal.CertUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * A certificate and its key as PEM files, such as a mounted Secret.
 *
 * @param certificate file with the certificate, and those above it
 * @param key file with the private key: PKCS 8, or the older forms of RSA and EC
 */
public record CertificateFiles(Path certificate, Path key) {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC");

  /** Of a store that never leaves memory. */
  private static final char[] PASSWORD = {'m', 'e', 'm', 'o', 'r', 'y'};

  /** Changes when one of the files does. */
  String version() throws IOException {
    return Files.getLastModifiedTime(certificate) + " " + Files.getLastModifiedTime(key);
  }

  /**
   * Reads both.
   *
   * @throws IOException with a message for the user if they can't be used
   */
  ServingKey read() throws IOException {
    byte[] chain = Files.readAllBytes(certificate);
    byte[] secret = Files.readAllBytes(key);
    Exception last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        // The cluster's client reads the same forms of keys for its own certificates.
        KeyStore store =
            CertUtils.createKeyStore(
                new ByteArrayInputStream(chain),
                new ByteArrayInputStream(secret),
                algorithm,
                PASSWORD,
                null,
                PASSWORD);
        return ServingKey.of(store, PASSWORD);
      } catch (IOException | GeneralSecurityException | RuntimeException another) {
        last = another;
      }
    }
    throw new IOException(
        "%s and %s are no certificate and RSA or EC key in PEM".formatted(certificate, key), last);
  }
}
