package backube.scribe.kubernetes.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.command.CommandFactory;
import backube.scribe.core.command.Failures;
import backube.scribe.core.command.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CrdsRenderCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whatWasPrintedIsUpToDate() throws IOException {
    printed();

    assertThat(render("--check", "crds.yaml")).isZero();
    assertThat(render("--check", ".")).as("a folder with the file").isZero();
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void saysWhatIsMissingWhatIsTooMuchAndWhatIsDifferent() throws IOException {
    String text =
        printed()
            .replaceFirst("paused:\\n", "pausing:\n")
            .replaceFirst("name: Last sync", "name: Latest sync");
    Files.writeString(folder.resolve("crds.yaml"), text);

    assertThat(render("--check", "crds.yaml")).isEqualTo(1);
    assertThat(out.toString(UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "replicationsources.scribe.backube.versions.v1alpha1"
                            + ".additionalPrinterColumns[1].name: is \"Latest sync\","
                            + " should be \"Last sync\""),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "replicationsources.scribe.backube.versions.v1alpha1.spec.paused:"
                            + " is missing"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "replicationsources.scribe.backube.versions.v1alpha1.spec.pausing:"
                            + " should not be there"));
  }

  @Test
  void whatAClusterFillsInIsNoDifference() throws IOException {
    String text =
        printed()
            .replace("spec:\n  group:", "spec:\n  conversion: {strategy: None}\n  group:")
            .replace("metadata:\n  name", "metadata:\n  resourceVersion: \"7\"\n  name")
            .replaceFirst( // the order of fields means nothing
                "- jsonPath: (.*)\n( *)name: (.*)\n", "- name: $3\n$2jsonPath: $1\n");
    Files.writeString(folder.resolve("crds.yaml"), text);

    assertThat(render("--check", "crds.yaml")).isZero();
  }

  @Test
  void definitionsOfAnotherGroupAreMissing() throws IOException {
    printed();

    assertThat(render("--dialect", "volsync", "--check", "crds.yaml")).isEqualTo(1);
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "replicationsources.volsync.backube: is missing",
            "replicationdestinations.volsync.backube: is missing");
  }

  @Test
  void aFileThatIsNotThereIsAMistakeOfTheUser() {
    assertThat(render("--check", "nowhere.yaml")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("nowhere.yaml can't be read");
  }

  private String printed() throws IOException {
    assertThat(render()).isZero();
    String text = out.toString(UTF_8);
    Files.writeString(folder.resolve("crds.yaml"), text);
    out.reset();
    return text;
  }

  private int render(String... more) {
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            Optional.empty(),
            folder,
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            Clock.systemUTC(),
            () -> "uid",
            new SecureRandom());
    Failures failures = new Failures(surroundings);
    String[] words = new String[more.length + 1];
    words[0] = "render";
    System.arraycopy(more, 0, words, 1, more.length);
    return new CommandLine(new CrdsCommand(), new CommandFactory(surroundings))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute(words);
  }
}
