package backube.scribe.e2e.embedded;

import backube.scribe.e2e.tool.Installation;
import backube.scribe.e2e.tool.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code scribe local …} with the folders and the environment of a scenario. */
final class ScribeCommand {
  private final Path scribe;
  private final Path state;
  private final List<String> prefix;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * @param scribe the start script
   * @param prefix what {@code bin/scribe} is started by, such as another user
   */
  ScribeCommand(Path scribe, Path state, List<String> prefix) {
    this.scribe = scribe;
    this.state = state;
    this.prefix = prefix;
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "SCRIBE_TOOLS",
        Installation.restic().getParent() + ":" + Installation.rclone().getParent());
  }

  /** Movers find a program's folder, too. */
  void withTool(Path program) {
    environment.merge(
        "SCRIBE_TOOLS",
        program.getParent().toString(),
        (all, one) -> all.contains(one) ? all : all + ":" + one);
  }

  void with(String name, String value) {
    environment.put(name, value);
  }

  private List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of(scribe.toString(), "local"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--state", state.toString()));
    return words;
  }

  /** Starts it; what it prints goes to the end of a file. */
  Process start(Path log, String... arguments) {
    // In the background of a shell SIGINT is ignored, and stays so.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.addAll(words(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(state.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shell.Ended run(String... arguments) {
    return Shell.run(state.getParent(), environment, words(arguments));
  }
}
