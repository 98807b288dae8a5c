package backube.scribe.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String shown(boolean terminal, String... lines) {
    Display display = new Display(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
    for (String line : lines) {
      display.mover(line);
    }
    display.line("done");
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void progressTakesOneLineOfATerminalThatTheNextLineClears() {
    assertThat(shown(true, "begun", "[0:10] 20%  1 of 5 files", "[1:02:20] 40%  2 of 5 files"))
        .isEqualTo(
            "begun\n"
                + CLEAR
                + "[0:10] 20%  1 of 5 files"
                + CLEAR
                + "[1:02:20] 40%  2 of 5 files"
                + CLEAR
                + "done\n");
  }

  @Test
  void progressIsLinesWhereThereIsNoTerminal() {
    assertThat(shown(false, "[0:10] 20%  1 of 5 files"))
        .isEqualTo("[0:10] 20%  1 of 5 files\ndone\n");
  }

  @Test
  void aMoverCantMoveTheCursor() {
    assertThat(shown(true, "a\u001b[2Jb\tc")).isEqualTo("a [2Jb c\ndone\n");
  }
}
