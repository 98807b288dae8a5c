package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import backube.scribe.core.world.Thing;
import backube.scribe.local.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes of a user who is not root. */
class UnprivilegedSandboxTest {
  private static final String NOBODY = "65534";

  @TempDir Path folder;

  @Test
  void aMoverOfAnOrdinaryUserHasThatUsersRightsAndNoMore() throws Exception {
    String script =
        """
        echo "$(id -u) $PRIVILEGED_MOVER"
        sed -n 's/^CapEff:.//p' /proc/self/status
        echo x >/data/x
        if chown 12345 /data/x 2>/dev/null; then echo chowned; fi
        """;
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.plan.writesData().capabilities("CHOWN");
      SandboxRuns runs = asNobody(lab);
      Thing thing = lab.ended(runs);
      assertThat(thing.state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.log()).isEqualTo(NOBODY + " 0\n0000000000000000\n");
      assertThat(Files.getAttribute(lab.data.resolve("x"), "unix:uid")).hasToString(NOBODY);
    }
  }

  @Test
  void itIsStoppedLikeAnyOther() throws Exception {
    try (Lab lab = new Lab(folder, "trap 'exit 143' TERM\n" + Lab.WAIT)) {
      SandboxRuns runs = asNobody(lab);
      lab.awaitReady();
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.RUNNING);
      runs.remove(lab.owner(), Lab.ID, lab.only(runs).uid());
      await().atMost(Lab.SOON).until(() -> runs.observe(lab.owner()).isEmpty());
      assertThat(lab.processes()).isEmpty();
    }
  }

  @Test
  void rootInAContainerWithoutRightsIsNotPrivileged() throws Exception {
    String script = "echo \"$PRIVILEGED_MOVER\"; touch /data/x; ! chown 12345 /data/x\n";
    try (Lab lab = new Lab(folder, script + Lab.report("Succeeded"))) {
      lab.options = new SandboxOptions(false, List.of(), List.of(), Map.of());
      lab.plan.writesData().capabilities("CHOWN");
      assertThat(lab.run().state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.log()).startsWith("0\n");
    }
  }

  /** Starts an attempt, as a user who is not root in any case. */
  private static SandboxRuns asNobody(Lab lab) throws Exception {
    lab.options = new SandboxOptions(false, List.of(), List.of(), Map.of());
    if (Lab.uid() != 0) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      return runs;
    }
    Needed.here(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv gives up root");
    Path bin = Files.createDirectory(lab.root.resolve("bin"));
    Files.writeString(
        bin.resolve("setsid"),
        "#!/bin/sh\nexec setpriv --reuid=%1$s --regid=%1$s --clear-groups /usr/bin/setsid \"$@\"\n"
            .formatted(NOBODY));
    Files.setPosixFilePermissions(
        bin.resolve("setsid"), PosixFilePermissions.fromString("rwxr-xr-x"));
    lab.path = bin + ":" + Lab.SYSTEM_PATH;
    SandboxRuns runs = lab.controller();
    runs.hold(lab.owner(), lab.attempt());
    give(lab.root);
    runs.release(lab.owner(), Lab.ID, lab.only(runs).uid());
    return runs;
  }

  private static void give(Path tree) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("chown", "-R", NOBODY, tree.toString()).start().waitFor())
        .isZero();
  }
}
