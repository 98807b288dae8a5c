package backube.scribe.e2e.embedded;

import backube.scribe.e2e.tool.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of movers that were told to halt in a folder of this scenario's own. */
final class SandboxProcesses {
  private final String mark;

  SandboxProcesses(Path stopFolder) {
    mark = "SCRIBE_STOP_DIR=" + stopFolder;
  }

  /** The first process of the sandbox. */
  Optional<Long> entryScript() {
    return all().filter(pid -> firstInSandbox(pid) && called(pid, "entry.sh")).findFirst();
  }

  /** How many sandboxes are at work. */
  long entryScripts() {
    return all().filter(pid -> firstInSandbox(pid) && called(pid, "entry.sh")).count();
  }

  /** restic, as the entry script started it. */
  Optional<Long> restic() {
    return all().filter(pid -> called(pid, "restic") && !called(pid, "entry.sh")).findFirst();
  }

  List<Long> list() {
    return all().toList();
  }

  static void signal(long pid, String name) {
    Shell.script(Path.of("/"), "kill -" + name + " " + pid);
  }

  /** Kills whatever works in a folder, with all that it has started. */
  static void killIn(Path folder) {
    killMovers(folder);
    inFolder(folder).forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills the movers of attempts in a folder, but not what looks after them. */
  static void killMovers(Path folder) {
    inFolder(folder).flatMap(ProcessHandle::descendants).toList().stream()
        .filter(process -> !read(process.pid(), "cmdline").contains(folder + "/"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static Stream<ProcessHandle> inFolder(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> read(process.pid(), "cmdline").contains(folder + "/"));
  }

  private Stream<Long> all() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> ("\0" + read(pid, "environ")).contains("\0" + mark + "\0"));
  }

  private static boolean called(long pid, String program) {
    return Stream.of(read(pid, "cmdline").split("\0"))
        .limit(2)
        .anyMatch(word -> word.equals(program) || word.endsWith("/" + program));
  }

  private static boolean firstInSandbox(long pid) {
    return read(pid, "status").lines().anyMatch(line -> line.matches("NSpid:\\s.*\\s1"));
  }

  private static String read(long pid, String file) {
    try {
      byte[] content = Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
      return new String(content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended, or is another user's
    }
  }
}
