package backube.scribe.e2e.tool;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that hangs says where, and ends. */
class WithinTest {
  @TempDir Path folder;

  @Test
  void aCommandThatEndsInTimeKeepsItsStatus() {
    assertThat(within("1", "exit 3").code()).isEqualTo(3);
    assertThat(within("1", "exit 0").code()).isZero();
  }

  @Test
  void aCommandThatDoesNotEndIsToldOfAndKilledWithAllThatItStarted() throws Exception {
    Shell.Ended result = within("0.02", "sleep 600 & echo $! >pid; wait");

    assertThat(result.code()).isEqualTo(124);
    assertThat(result.err()).contains("not done after 0.02 minutes", "sleep 600");
    Path process = Path.of("/proc", Files.readString(folder.resolve("pid")).strip(), "cmdline");
    Await.until("the end of " + process, () -> commandOf(process).isEmpty());
  }

  /** Blank once it has ended, whether or not somebody has taken note of that. */
  private static String commandOf(Path process) {
    try {
      return Files.readString(process);
    } catch (IOException e) {
      return "";
    }
  }

  private Shell.Ended within(String minutes, String script) {
    return Shell.run(
        folder,
        Map.of(),
        List.of(Installation.tool("within").toString(), minutes, "bash", "-c", script));
  }
}
