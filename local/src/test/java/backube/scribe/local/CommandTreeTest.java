package backube.scribe.local;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.command.CommandFactory;
import backube.scribe.core.command.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTreeTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "help",
        "help local",
        "local --help",
        "local sync --help",
        "local run --help",
        "local get --help",
        "local logs --help",
        "local events --help",
        "local delete --help",
        "plugins --help",
        "plugins list --help",
        "-v local get --help"
      })
  void helpIsThatOfTheWholeTree(String words) {
    List<String> arguments = List.of(words.split(" "));
    int partly = Main.commandLine(arguments, surroundings()).execute(words.split(" "));
    String help = out.toString(StandardCharsets.UTF_8);
    out.reset();
    int wholly = Main.commandLine(withAll(arguments), surroundings()).execute(words.split(" "));
    assertThat(help).contains("Usage: scribe").isEqualTo(out.toString(StandardCharsets.UTF_8));
    assertThat(partly).isEqualTo(wholly).isZero();
  }

  @Test
  void aCommandThatIsNotNamedCostsNoAnnotation() {
    CommandLine root =
        new CommandTree(List.of("local", "get"), new CommandFactory(surroundings())).root();
    CommandLine local = root.getSubcommands().get("local");
    assertThat(local.getSubcommands().get("get").getCommandSpec().options()).isNotEmpty();
    assertThat(local.getSubcommands().get("sync").getCommandSpec().options())
        .extracting(option -> option.longestName())
        .containsOnly("--verbose");
  }

  @Test
  void thePageNamesEveryCommandAndOption() throws Exception {
    String page = Files.readString(Path.of("../docs/local.md"));
    CommandLine root =
        new CommandTree(List.of("completion"), new CommandFactory(surroundings())).root();
    CommandLine local = root.getSubcommands().get("local");

    assertThat(local.getSubcommands())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            (name, command) -> {
              assertThat(page).contains("| `" + name);
              command.getCommandSpec().options().stream()
                  .filter(option -> !option.usageHelp() && !option.versionHelp())
                  .flatMap(option -> Arrays.stream(option.names()))
                  .forEach(option -> assertThat(page).contains("`" + option + "`"));
            });
  }

  @Test
  void aMistypedCommandIsMetWithASuggestion() {
    int status = execute("local", "syncs");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("syncs").contains("sync?");
    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void versionNamesReleaseSpiAndJava() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("scribe ", "mover SPI 0.", "Java " + Runtime.version());
  }

  private int execute(String... words) {
    return Main.commandLine(Arrays.asList(words), surroundings()).execute(words);
  }

  /** Arguments that make the tree whole, as those of a completion do. */
  private static List<String> withAll(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("completion");
    return all;
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Map.of(),
        Optional.empty(),
        Path.of("/nonexistent"),
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        Clock.systemUTC(),
        () -> "uid",
        new SecureRandom());
  }
}
