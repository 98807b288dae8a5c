package backube.scribe.kubernetes.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** TLS for a server. */
public final class ServingContext {
  private ServingContext() {}

  /**
   * With a certificate that is read anew when its files change.
   *
   * @throws IOException with a message for the user if the files can't be used
   */
  public static SSLContext of(CertificateFiles files, InstantSource clock) throws IOException {
    return of(new ReloadedKey(files, clock));
  }

  /** With the key that is there at each handshake. */
  static SSLContext of(Supplier<ServingKey> key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey(key)}, null, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has TLS
    }
  }

  /** Knows one key, under any alias. */
  private static final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "serving";

    private final Supplier<ServingKey> key;

    OneKey(Supplier<ServingKey> key) {
      this.key = key;
    }

    private @Nullable String alias(String keyType) {
      return key.get().key().getAlgorithm().equals(keyType) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      String alias = alias(keyType);
      return alias == null ? null : new String[] {alias};
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias(keyType);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return key.get().chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key.get().key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
