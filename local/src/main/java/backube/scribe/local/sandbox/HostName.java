package backube.scribe.local.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The host name of a resource's sandboxes: the same for all its attempts and for no other's, so
 * that a lock that carries it was left by an attempt that is over.
 */
final class HostName {
  private HostName() {}

  static String of(String ownerUid) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(ownerUid.getBytes(StandardCharsets.UTF_8));
      return "scribe-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
