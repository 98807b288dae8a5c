package backube.scribe.local.process;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks whether a lock file is locked. The lock is one of {@code flock(2)}, which children inherit
 * and the kernel drops with the last of them; Java's own file locks are of another kind, so the
 * program {@code flock} is asked.
 */
final class Lock {
  private static final String CONFLICT = "75";

  private final Programs programs;

  Lock(Programs programs) {
    this.programs = programs;
  }

  /** Whether somebody holds it now. */
  boolean held(Path file) throws IOException {
    return heldAfter(file, Duration.ZERO);
  }

  /** Waits until nobody holds it; returns whether somebody still does. */
  boolean heldAfter(Path file, Duration patience) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    List<String> command = new ArrayList<>(List.of("flock", "--shared"));
    command.addAll(
        patience.isZero()
            ? List.of("--nonblock")
            : List.of("--timeout", BigDecimal.valueOf(patience.toMillis(), 3).toPlainString()));
    command.addAll(List.of("--conflict-exit-code", CONFLICT, file.toString(), "true"));
    int code = programs.run(command);
    if (code != 0 && code != Integer.parseInt(CONFLICT)) {
      throw new IOException("flock " + file + " ended with exit code " + code);
    }
    return code != 0;
  }
}
