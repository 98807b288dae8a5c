package backube.scribe.core.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything outside that commands touch.
 *
 * @param environment variables of the process
 * @param home where this release is installed; empty if it runs from class files
 * @param directory the working directory, absolute
 * @param in standard input
 * @param out for results
 * @param err for progress, warnings and errors
 * @param terminal whether {@code err} is a terminal, on which a line can be overwritten
 * @param uids makes a new uid at each call
 * @param random where secrets come from
 */
public record Surroundings(
    Map<String, String> environment,
    Optional<Path> home,
    Path directory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Clock clock,
    Supplier<String> uids,
    SecureRandom random) {
  /** Folders with plugins: those that a user named, or else that of this release. */
  public List<Path> plugins(List<Path> named) {
    return named.isEmpty()
        ? home.map(folder -> folder.resolve("plugins")).stream().toList()
        : named.stream().map(this::path).toList();
  }

  /** A path that a user wrote, absolute. */
  public Path path(Path written) {
    return directory.resolve(written).normalize();
  }

  /** A variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
