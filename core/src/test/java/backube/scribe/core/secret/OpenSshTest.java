package backube.scribe.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are what {@code ssh-keygen} takes for its own. */
class OpenSshTest {
  @TempDir Path folder;

  @Test
  void sshKeygenReadsEd25519Keys() throws Exception {
    for (int i = 0; i < 5; i++) {
      readsBack(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "ssh-ed25519 ", "256");
    }
  }

  @Test
  void sshKeygenReadsRsaKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(4096);
    readsBack(generator.generateKeyPair(), "ssh-rsa ", "4096");
  }

  private void readsBack(KeyPair pair, String algorithm, String bits) throws Exception {
    String line = new String(OpenSsh.publicKey(pair), StandardCharsets.US_ASCII);
    assertThat(line).startsWith(algorithm).endsWith("\n").doesNotEndWith(" \n");
    byte[] key = OpenSsh.privateKey(pair, 4711);
    assertThat(new String(key, StandardCharsets.US_ASCII).lines())
        .allMatch(part -> part.length() <= 70);
    Path file = folder.resolve("key");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, key);
    assertThat(keygen("-y", "-P", "", "-f", file.toString()).strip()).isEqualTo(line.strip());
    assertThat(keygen("-l", "-f", file.toString())).startsWith(bits + " ");
  }

  private String keygen(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add("/usr/bin/ssh-keygen");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
