package backube.scribe.core.secret;

import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Recipe;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Makes values by their recipes, with what every JDK brings along. */
final class Cook {
  private static final int RSA_BITS = 4096;

  private final SecureRandom random;

  Cook(SecureRandom random) {
    this.random = random;
  }

  /** Whether a Secret takes so long to make that nobody should wait for it. */
  static boolean slow(GeneratedSecret secret) {
    return secret.keys().values().stream()
        .anyMatch(
            recipe ->
                recipe instanceof Recipe.SshPrivateKey key
                    && key.algorithm() == Recipe.SshKey.RSA_4096);
  }

  /**
   * All values of a Secret.
   *
   * @param known gives the value of a key of a Secret that is there, by its role
   */
  Map<String, byte[]> make(GeneratedSecret secret, BiFunction<String, String, byte[]> known) {
    Map<String, KeyPair> pairs = new HashMap<>();
    Map<String, byte[]> values = new LinkedHashMap<>();
    secret.keys().forEach((key, recipe) -> values.put(key, make(recipe, pairs, known)));
    return values;
  }

  private byte[] make(
      Recipe recipe, Map<String, KeyPair> pairs, BiFunction<String, String, byte[]> known) {
    if (recipe instanceof Recipe.Text text) {
      return text.value().getBytes(StandardCharsets.UTF_8);
    }
    if (recipe instanceof Recipe.RandomHex hex) {
      byte[] bytes = new byte[hex.bytes()];
      random.nextBytes(bytes);
      return (hex.prefix() + HexFormat.of().formatHex(bytes)).getBytes(StandardCharsets.UTF_8);
    }
    if (recipe instanceof Recipe.Copy copy) {
      return known.apply(copy.role(), copy.key());
    }
    if (recipe instanceof Recipe.SshPrivateKey key) {
      KeyPair pair = pairs.computeIfAbsent(key.pair(), name -> pair(key.algorithm()));
      return OpenSsh.privateKey(pair, random.nextInt());
    }
    Recipe.SshPublicKey key = (Recipe.SshPublicKey) recipe;
    return OpenSsh.publicKey(pairs.computeIfAbsent(key.pair(), name -> pair(key.algorithm())));
  }

  private KeyPair pair(Recipe.SshKey algorithm) {
    try {
      if (algorithm == Recipe.SshKey.ED25519) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, random);
        return generator.generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has both", impossible);
    }
  }
}
