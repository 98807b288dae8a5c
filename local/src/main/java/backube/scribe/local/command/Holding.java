package backube.scribe.local.command;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.command.ExitCodes;
import backube.scribe.local.state.StatePaths;
import backube.scribe.local.store.ControllerLock;
import backube.scribe.local.store.StoreFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who holds a state folder. */
final class Holding {
  private static final Pattern PROCESS = Pattern.compile("process ([0-9]+) on (.+)");

  private Holding() {}

  static ControllerLock.Outcome tryHold(StatePaths paths, String command) {
    try {
      ControllerLock.Outcome outcome = ControllerLock.tryHold(paths, self(command));
      return outcome;
    } catch (StoreFailed e) {
      throw new CommandFailed(ExitCodes.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  static String self(String command) {
    return command + " (process " + ProcessHandle.current().pid() + " on " + host() + ")";
  }

  /** Whether the process that described itself so may be alive; a foreign host's can't be asked. */
  static boolean alive(String holder) {
    Matcher process = PROCESS.matcher(holder);
    if (!process.find() || !process.group(2).startsWith(host())) {
      return true;
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(process.group(1)));
    return handle.map(ProcessHandle::isAlive).orElse(false);
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "this host";
    }
  }
}
