package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxCheckTest {
  @TempDir Path folder;

  @Test
  void thisMachineCanMakeSandboxes() {
    assertThat(check(Lab.SYSTEM_PATH).run())
        .isEqualTo(new SandboxCheck.Answer.Usable(Lab.uid() == 0));
  }

  @Test
  void aMissingBubblewrapIsNamedWithTheRemedy() throws Exception {
    for (String program : new String[] {"setsid", "flock", "bash"}) {
      program(program, "exit 0");
    }
    assertThat(blocked()).contains("bubblewrap is not installed").contains("apt-get install");
  }

  @ParameterizedTest
  @CsvSource({
    "sys/kernel/unprivileged_userns_clone, 0, kernel.unprivileged_userns_clone=1",
    "sys/user/max_user_namespaces, 0, user.max_user_namespaces=10000",
    "sys/kernel/apparmor_restrict_unprivileged_userns, 1, AppArmor",
    "sys/kernel/other, 1, docker run --privileged",
  })
  void blockedUserNamespacesAreNamedWithTheRemedy(String setting, String value, String remedy)
      throws Exception {
    for (String program : new String[] {"setsid", "flock", "bash"}) {
      program(program, "exit 0");
    }
    program("bwrap", "[ \"$1\" = --version ] || { echo 'bwrap: No permissions'; exit 1; }");
    Path file = folder.resolve("proc").resolve(setting);
    Files.createDirectories(file.getParent());
    Files.writeString(file, value + "\n");
    assertThat(blocked()).contains(remedy).contains("(bwrap: No permissions)");
  }

  @Test
  void rootWithoutItsRightsFallsBackToAUserNamespace() throws Exception {
    for (String program : new String[] {"setsid", "flock", "bash"}) {
      program(program, "exit 0");
    }
    program("bwrap", "case \"$*\" in --version | *--unshare-user*) ;; *) exit 1 ;; esac");
    assertThat(new SandboxCheck(programs(folder.toString()), 0).run())
        .isEqualTo(new SandboxCheck.Answer.Usable(false));
  }

  private String blocked() {
    SandboxCheck.Answer answer = check(folder.toString()).run();
    assertThat(answer).isInstanceOf(SandboxCheck.Answer.Blocked.class);
    return ((SandboxCheck.Answer.Blocked) answer).message();
  }

  private SandboxCheck check(String path) {
    return new SandboxCheck(programs(path), Lab.uid(), folder.resolve("proc"));
  }

  private Programs programs(String path) {
    return new Programs(folder.resolve("programs"), path);
  }

  private void program(String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
