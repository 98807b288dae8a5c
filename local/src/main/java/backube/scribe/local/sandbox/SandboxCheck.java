package backube.scribe.local.sandbox;

import backube.scribe.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether this machine lets us make sandboxes, and of which kind. */
public final class SandboxCheck {
  private final Programs programs;
  private final long uid;
  private final Path proc;

  /**
   * @param uid of the user who runs the controller
   */
  public SandboxCheck(Programs programs, long uid) {
    this(programs, uid, Path.of("/proc"));
  }

  SandboxCheck(Programs programs, long uid, Path proc) {
    this.programs = programs;
    this.uid = uid;
    this.proc = proc;
  }

  /** The answer. */
  public sealed interface Answer {
    /**
     * Sandboxes work.
     *
     * @param privileged whether they can keep owners, capabilities and the like of any user
     */
    record Usable(boolean privileged) implements Answer {}

    /**
     * They don't.
     *
     * @param message what is missing or forbidden, and the remedy
     */
    record Blocked(String message) implements Answer {}
  }

  /** Tries it. */
  public Answer run() {
    try {
      for (String program : List.of("setsid", "flock", "bash", "bwrap")) {
        if (!programs.has(program)) {
          return new Answer.Blocked(missing(program));
        }
      }
      if (uid == 0 && probe(true).code() == 0) {
        return new Answer.Usable(true);
      }
      Programs.Answer answer = probe(false);
      return answer.code() == 0
          ? new Answer.Usable(false)
          : new Answer.Blocked(remedy(answer.output()));
    } catch (IOException e) {
      return new Answer.Blocked("the sandbox can't be tried: " + e.getMessage());
    }
  }

  private static String missing(String program) {
    return program.equals("bwrap")
        ? "bubblewrap is not installed: there is no bwrap on PATH. Install it, on Debian and"
            + " Ubuntu by: apt-get install bubblewrap"
        : "there is no " + program + " on PATH; it is part of util-linux or bash";
  }

  private Programs.Answer probe(boolean privileged) throws IOException {
    List<String> command = new ArrayList<>(List.of("bwrap"));
    Bubblewrap bwrap = new Bubblewrap();
    RootFolder.add(bwrap, privileged, "probe");
    RootFolder.seal(bwrap);
    command.addAll(bwrap.words());
    command.addAll(List.of("--", "true"));
    return programs.ask(command);
  }

  private String remedy(String output) throws IOException {
    String found = output.isEmpty() ? "" : " (" + output.lines().findFirst().orElse("") + ")";
    if (says("sys/kernel/unprivileged_userns_clone", "0")) {
      return "user namespaces are switched off for users other than root"
          + found
          + ". Run as root, or: sysctl -w kernel.unprivileged_userns_clone=1";
    }
    if (says("sys/user/max_user_namespaces", "0")) {
      return "user namespaces are switched off"
          + found
          + ". Run as root, or: sysctl -w user.max_user_namespaces=10000";
    }
    if (says("sys/kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return "AppArmor keeps users other than root from making user namespaces"
          + found
          + ". Run as root, or give bwrap an AppArmor profile with the rule userns, or: sysctl -w"
          + " kernel.apparmor_restrict_unprivileged_userns=0";
    }
    return "bwrap can't make a sandbox"
        + found
        + ". Inside a container this needs the right to make namespaces and to mount /proc, such as"
        + " docker run --privileged";
  }

  private boolean says(String setting, String value) throws IOException {
    Path file = proc.resolve(setting);
    return Files.exists(file) && Files.readString(file).strip().equals(value);
  }
}
