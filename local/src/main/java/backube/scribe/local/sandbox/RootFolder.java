package backube.scribe.local.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** What every sandbox has: its own namespaces and, read-only, the programs of this machine. */
final class RootFolder {
  /** Folders of programs and libraries; on most systems some of them are links. */
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store");

  /** What programs read to find hosts, users, certificates, libraries and the time zone. */
  private static final List<String> SETTINGS =
      List.of(
          "/etc/alternatives",
          "/etc/ca-certificates",
          "/etc/crypto-policies",
          "/etc/gai.conf",
          "/etc/group",
          "/etc/host.conf",
          "/etc/hosts",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/nsswitch.conf",
          "/etc/passwd",
          "/etc/pki",
          "/etc/protocols",
          "/etc/resolv.conf",
          "/etc/services",
          "/etc/ssl");

  /** Empty; systems make it when they boot. */
  private static final String SSHD = "/run/sshd";

  private RootFolder() {}

  /**
   * Adds namespaces and the system's folders.
   *
   * @param privileged whether root keeps its identity; else the sandbox has a user namespace
   */
  static void add(Bubblewrap bwrap, boolean privileged, String hostname) throws IOException {
    bwrap.add("--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try");
    if (!privileged) {
      bwrap.add("--unshare-user");
    }
    bwrap.add("--hostname", hostname, "--as-pid-1", "--clearenv");
    for (String folder : SYSTEM) {
      mirror(bwrap, Path.of(folder));
    }
    for (String file : SETTINGS) {
      if (Files.exists(Path.of(file))) {
        bwrap.add("--ro-bind", Path.of(file).toRealPath().toString(), file);
      }
    }
    bwrap.add("--proc", "/proc", "--dev", "/dev");
    bwrap.add("--perms", "1777", "--tmpfs", "/tmp", "--chdir", "/");
    bwrap.add("--perms", "0755", "--dir", SSHD); // it refuses to run as root without it
  }

  /**
   * Says that root's account is in use, as every system does: without that file systemd answers in
   * its place, and calls it locked, so that sshd lets nobody in. Nobody's password is told.
   */
  static void accounts(Bubblewrap bwrap) {
    bwrap.file("root:*:::::::\n".getBytes(StandardCharsets.US_ASCII), "/etc/shadow");
  }

  /** Ends the description: nothing more can be mounted, and the root can't be written to. */
  static void seal(Bubblewrap bwrap) {
    bwrap.add("--remount-ro", "/");
  }

  private static void mirror(Bubblewrap bwrap, Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      bwrap.add("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString());
    } else if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      bwrap.add("--ro-bind", folder.toString(), folder.toString());
    }
  }
}
