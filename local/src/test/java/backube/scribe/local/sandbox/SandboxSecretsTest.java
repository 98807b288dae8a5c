package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Ref;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the values of Secrets are not. */
class SandboxSecretsTest {
  private static final String SECRET = "correct-horse-battery-staple";

  @TempDir Path folder;

  @Test
  void aRunningAttemptHasItsSecretsOnNoCommandLineAndOnNoDisk() throws Exception {
    Ref repository = Ref.secret("repository");
    String script = "[[ $PASSWORD == \"$(cat /credentials/key)\" ]]\n" + Lab.WAIT;
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.secret("repository", "PASSWORD", SECRET);
      lab.plan
          .env("PASSWORD", repository, "PASSWORD")
          .file(repository, "PASSWORD", "/credentials/key");
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();

      assertThat(commandLines()).anyMatch(line -> line.contains("/mover-tiny/entry.sh"));
      assertThat(commandLines()).noneMatch(SandboxSecretsTest::tells);
      assertThat(files(lab.root)).contains(lab.directory().resolve("attempt.json"));
      assertThat(files(lab.root)).noneMatch(file -> tells(content(file)));
      assertThat(outerEnvironments(lab)).isNotEmpty().noneMatch(SandboxSecretsTest::tells);
      lab.goOn();
      lab.ended(runs);
      assertThat(files(lab.root)).noneMatch(file -> tells(content(file)));
    }
  }

  private static boolean tells(String text) {
    String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.US_ASCII));
    return text.contains(SECRET) || text.contains(encoded.substring(0, 20));
  }

  private static List<String> commandLines() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(process -> process.resolve("cmdline"))
          .filter(Files::isReadable)
          .map(SandboxSecretsTest::content)
          .toList();
    }
  }

  private static List<String> outerEnvironments(Lab lab) {
    return lab.processes().stream()
        .filter(process -> process.info().commandLine().orElse("").contains("/supervise-"))
        .map(process -> content(Path.of("/proc/" + process.pid() + "/environ")))
        .toList();
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (java.nio.file.NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (file.startsWith("/proc")) {
        return ""; // the process has ended
      }
      throw new UncheckedIOException(e);
    }
  }
}
