package backube.scribe.e2e.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the assembled {@code bin/scribe} with an environment of the test's own. */
final class Launcher {
  private static final Path HOME = Path.of(System.getProperty("scribe.home"));

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * @param folder for what the launcher and the test write
   */
  Launcher(Path folder) {
    this.folder = folder;
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SCRIBE_CACHE_DIR", "/dev/null/none");
  }

  /** Lets the launcher keep its class archive; making it takes seconds. */
  Launcher withCache() {
    return with("SCRIBE_CACHE_DIR", cache());
  }

  Launcher with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Launcher without(String name) {
    environment.remove(name);
    return this;
  }

  Path cache() {
    return folder.resolve("cache");
  }

  /** The class archives in the cache. */
  List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(script(), arguments);
  }

  Ended run(Path script, String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of("/bin/bash", script.toString()), Stream.of(arguments))
                    .toList())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("bin/scribe did not end within a minute");
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  static Path home() {
    return HOME;
  }

  static Path script() {
    return HOME.resolve("bin/scribe");
  }

  record Ended(int status, String out, String err) {}
}
