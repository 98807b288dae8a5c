package backube.scribe.kubernetes.endpoint;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a server shows and proves itself with.
 *
 * @param chain its certificate, and those above it
 */
record ServingKey(PrivateKey key, List<X509Certificate> chain) {
  ServingKey {
    chain = List.copyOf(chain);
  }

  /** The first key in a store. */
  static ServingKey of(KeyStore store, char[] password) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, password) instanceof PrivateKey key) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate one : store.getCertificateChain(alias)) {
          chain.add((X509Certificate) one);
        }
        return new ServingKey(key, chain);
      }
    }
    throw new GeneralSecurityException("there is no key in it");
  }

  @Override
  public String toString() {
    return "ServingKey[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
