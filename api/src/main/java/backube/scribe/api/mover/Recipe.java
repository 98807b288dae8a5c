package backube.scribe.api.mover;

/**
 * How the value of a key of a {@link GeneratedSecret} is made. A mover never sees the value. New
 * recipes may come; a mover makes them by the factories of {@link GeneratedSecret.Builder}.
 */
public sealed interface Recipe {
  /** A text that is no secret. */
  record Text(String value) implements Recipe {}

  /**
   * Random bytes as lower-case hex digits.
   *
   * @param prefix literal text before them
   * @param bytes how many; at least 16
   */
  record RandomHex(String prefix, int bytes) implements Recipe {}

  /**
   * The private part of a key pair, in OpenSSH's own format, without a passphrase.
   *
   * @param pair name of the pair within its Secret
   */
  record SshPrivateKey(String pair, SshKey algorithm) implements Recipe {}

  /** The public part of a key pair, as one line with its algorithm and without a comment. */
  record SshPublicKey(String pair, SshKey algorithm) implements Recipe {}

  /**
   * The value of a key of another Secret of the same requirements, named before.
   *
   * @param role of that Secret
   */
  record Copy(String role, String key) implements Recipe {}

  /** Algorithm of an SSH key pair. */
  enum SshKey {
    /** Ed25519 (RFC 8709). */
    ED25519,
    /** RSA with 4096 bits, as VolSync has it. */
    RSA_4096
  }
}
