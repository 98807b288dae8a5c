package backube.scribe.local.command;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Shows what happens while it happens, line by line. On a terminal the mover's progress, which are
 * lines like {@code [0:07] 42% …}, takes one line that is overwritten.
 */
final class Display {
  private static final Pattern PROGRESS = Pattern.compile("\\[[0-9:]+] .*");
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;
  private final Supplier<String> prefix;
  private boolean overwritable;

  Display(PrintStream out, boolean terminal) {
    this(out, terminal, () -> "");
  }

  private Display(PrintStream out, boolean terminal, Supplier<String> prefix) {
    this.out = out;
    this.terminal = terminal;
    this.prefix = prefix;
  }

  /** For a log: each line begins with the time. */
  static Display stamped(PrintStream out, InstantSource clock) {
    return new Display(
        out, false, () -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString() + " ");
  }

  /** A line of the mover's. */
  synchronized void mover(String line) {
    String text = line.replaceAll("\\p{Cntrl}", " ");
    if (terminal && PROGRESS.matcher(text).matches()) {
      out.print(CLEAR_LINE + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
      out.flush();
      overwritable = true;
    } else {
      line(text);
    }
  }

  /** A line of ours. */
  synchronized void line(String text) {
    if (overwritable) {
      out.print(CLEAR_LINE);
      overwritable = false;
    }
    out.println(prefix.get() + text);
  }
}
