package backube.scribe.e2e.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that a scenario runs itself. */
public final class Shell {
  private static final int LONGEST_SECONDS = 120;

  private Shell() {}

  /** How a program ended. */
  public record Ended(int code, String out, String err) {
    public Ended orFail(Object what) {
      if (code != 0) {
        throw new AssertionError("%s ended with %d:%n%s%n%s".formatted(what, code, err, out));
      }
      return this;
    }
  }

  public static Ended run(Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("scribe-out", "");
      Path err = Files.createTempFile("scribe-err", "");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(command + " did not end: " + text(out) + text(err));
        }
        return new Ended(process.exitValue(), text(out), text(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new AssertionError("can't run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Runs a script that must succeed, and returns what it prints. */
  public static String script(Path directory, String script) {
    return run(directory, Map.of(), List.of("bash", "-euo", "pipefail", "-c", script))
        .orFail(script)
        .out();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
