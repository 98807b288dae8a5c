package backube.scribe.local.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names of files made from names of objects: equal only if those are, and never a way out. */
final class SafeName {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9._]{0,198}[A-Za-z0-9])?");
  private static final int KEPT = 180;

  private SafeName() {}

  /** The name itself if it is a plain one; else what is plain of it and a digest of the rest. */
  static String of(String name) {
    if (PLAIN.matcher(name).matches()) {
      return name;
    }
    String plain = name.replaceAll("[^A-Za-z0-9]", "_");
    return plain.substring(0, Math.min(KEPT, plain.length())) + "~" + digest(name);
  }

  private static String digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
