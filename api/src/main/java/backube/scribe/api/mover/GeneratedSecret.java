package backube.scribe.api.mover;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Secret that the controller makes for a resource before its first run and keeps as long as the
 * resource is there. It is made whole or not at all, and never made anew by itself: one that lacks
 * a key is an error, and deleting it makes another one with new values. Copies follow what they
 * were copied from.
 */
public final class GeneratedSecret {
  private final String role;
  private final Map<String, Recipe> keys;

  private GeneratedSecret(Builder builder) {
    role = builder.role;
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(builder.keys));
  }

  /** Part of its name, and how a {@link Ref#generated} names it; may be empty. */
  public String role() {
    return role;
  }

  /** What it holds, in order. */
  public Map<String, Recipe> keys() {
    return keys;
  }

  /**
   * Starts a Secret.
   *
   * @param role part of its name: lower-case letters, digits and dashes; empty if the mover
   *     generates just one
   */
  public static Builder of(String role) {
    return new Builder(role);
  }

  /** Collects the keys of a Secret. */
  public static final class Builder {
    private final String role;
    private final Map<String, Recipe> keys = new LinkedHashMap<>();

    private Builder(String role) {
      this.role = role;
    }

    /** A text that is no secret. */
    public Builder text(String key, String value) {
      keys.put(key, new Recipe.Text(value));
      return this;
    }

    /** A prefix, followed by random bytes as lower-case hex digits. */
    public Builder randomHex(String key, String prefix, int bytes) {
      keys.put(key, new Recipe.RandomHex(prefix, bytes));
      return this;
    }

    /** A key pair of OpenSSH, each part under a key of its own. */
    public Builder sshKeyPair(String privateKey, String publicKey, Recipe.SshKey algorithm) {
      keys.put(privateKey, new Recipe.SshPrivateKey(privateKey, algorithm));
      keys.put(publicKey, new Recipe.SshPublicKey(privateKey, algorithm));
      return this;
    }

    /** The value of the same key of another Secret, named before. */
    public Builder copyOf(String otherRole, String key) {
      keys.put(key, new Recipe.Copy(otherRole, key));
      return this;
    }

    public GeneratedSecret build() {
      return new GeneratedSecret(this);
    }
  }
}
