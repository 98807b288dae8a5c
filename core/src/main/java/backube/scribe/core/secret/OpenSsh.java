package backube.scribe.core.secret;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Key pairs as OpenSSH writes them: the private part by its PROTOCOL.key, without a passphrase and
 * with an empty comment, the public part as a line of an authorized_keys file (RFC 4253, 8709).
 */
final class OpenSsh {
  private static final String MAGIC = "openssh-key-v1\0";
  private static final int LINE = 70;

  /** Block of the cipher "none": the private part is padded to a multiple. */
  private static final int BLOCK = 8;

  private static final int ED25519_BYTES = 32;

  private OpenSsh() {}

  /** The public part: algorithm and key on one line. */
  static byte[] publicKey(KeyPair pair) {
    String line = algorithm(pair) + " " + Base64.getEncoder().encodeToString(blob(pair)) + "\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The private part.
   *
   * @param check random: by two copies of it a reader with the wrong passphrase is told
   */
  static byte[] privateKey(KeyPair pair, int check) {
    Wire file = new Wire();
    file.raw(MAGIC.getBytes(StandardCharsets.US_ASCII));
    file.text("none").text("none").text("").number(1);
    file.bytes(blob(pair)).bytes(secret(pair, check));
    String body =
        Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(file.out.toByteArray());
    String pem =
        "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
    return pem.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] secret(KeyPair pair, int check) {
    Wire wire = new Wire().number(check).number(check).text(algorithm(pair));
    if (pair.getPrivate() instanceof RSAPrivateCrtKey rsa) {
      wire.number(rsa.getModulus()).number(rsa.getPublicExponent());
      wire.number(rsa.getPrivateExponent()).number(rsa.getCrtCoefficient());
      wire.number(rsa.getPrimeP()).number(rsa.getPrimeQ());
    } else {
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      byte[] both = Arrays.copyOf(seed, 2 * ED25519_BYTES);
      System.arraycopy(point(pair), 0, both, ED25519_BYTES, ED25519_BYTES);
      wire.bytes(point(pair)).bytes(both);
    }
    wire.text("");
    for (int padding = 1; wire.out.size() % BLOCK != 0; padding++) {
      wire.out.write(padding);
    }
    return wire.out.toByteArray();
  }

  private static byte[] blob(KeyPair pair) {
    Wire wire = new Wire().text(algorithm(pair));
    if (pair.getPublic() instanceof RSAPublicKey rsa) {
      wire.number(rsa.getPublicExponent()).number(rsa.getModulus());
    } else {
      wire.bytes(point(pair));
    }
    return wire.out.toByteArray();
  }

  private static String algorithm(KeyPair pair) {
    return pair.getPublic() instanceof RSAPublicKey ? "ssh-rsa" : "ssh-ed25519";
  }

  /** An Ed25519 public key ends its X.509 form (RFC 8410). */
  private static byte[] point(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
  }

  /** Values as SSH has them on the wire (RFC 4251, section 5). */
  private static final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Wire raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Wire bytes(byte[] bytes) {
      return number(bytes.length).raw(bytes);
    }

    Wire text(String text) {
      return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    Wire number(int number) {
      return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    Wire number(BigInteger number) {
      return bytes(number.toByteArray());
    }
  }
}
