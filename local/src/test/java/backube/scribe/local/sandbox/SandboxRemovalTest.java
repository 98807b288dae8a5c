package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import backube.scribe.core.world.Thing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removing an attempt that runs. */
class SandboxRemovalTest {
  @TempDir Path folder;

  @Test
  void aMoverIsAskedToStopAndMayFinishCleanly() throws Exception {
    String script = "trap 'echo asked >/cache/asked; exit 143' TERM\n";
    try (Lab lab = new Lab(folder, script + Lab.WAIT)) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      runs.remove(lab.owner(), Lab.ID, lab.only(runs).uid());
      awaitGone(lab, runs);
      assertThat(lab.cache().resolve("asked")).hasContent("asked");
    }
  }

  @Test
  void aMoverThatDoesNotListenIsKilledWithItsChildren() throws Exception {
    String script = "trap '' TERM\nsetsid sleep 1000 9>&- >/dev/null 2>&1 </dev/null &\n";
    try (Lab lab = new Lab(folder, script + Lab.WAIT)) {
      lab.grace = Duration.ofSeconds(1);
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      ProcessHandle child =
          ProcessHandle.allProcesses()
              .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 1000"))
              .filter(process -> process.parent().isPresent())
              .findFirst()
              .orElseThrow();
      runs.remove(lab.owner(), Lab.ID, lab.only(runs).uid());
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.TERMINATING);
      awaitGone(lab, runs);
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void aResourceThatIsForgottenLeavesNeitherCacheNorLogs() throws Exception {
    try (Lab lab = new Lab(folder, "echo kept >/cache/file\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      await().atMost(Lab.SOON).until(() -> lab.only(runs).state() == Thing.State.SUCCEEDED);
      runs.remove(lab.owner(), Lab.ID, lab.only(runs).uid());
      awaitGone(lab, runs);
      assertThat(lab.cache().resolve("file")).hasContent("kept");
      assertThat(lab.paths.logs(lab.owner().key())).isNotEmptyDirectory();

      runs.forget(lab.owner().key());

      assertThat(lab.paths.scratch(lab.owner().key())).doesNotExist();
      assertThat(lab.paths.runs(lab.owner().key())).doesNotExist();
      await()
          .atMost(Lab.SOON)
          .untilAsserted(() -> assertThat(lab.paths.unfinished()).isEmptyDirectory());
      runs.forget(lab.owner().key());
    }
  }

  @Test
  void aSandboxWithoutSupervisorIsStoppedToo() throws Exception {
    try (Lab lab = new Lab(folder, "trap 'exit 143' TERM\n" + Lab.WAIT)) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      lab.processes().stream()
          .filter(process -> process.info().commandLine().orElse("").contains("/supervise-"))
          .forEach(ProcessHandle::destroyForcibly);
      runs.remove(lab.owner(), Lab.ID, lab.only(runs).uid());
      awaitGone(lab, runs);
    }
  }

  @Test
  void aRemovalThatWasOnlyRecordedIsFinishedByTheNextController() throws Exception {
    try (Lab lab = new Lab(folder, "trap 'exit 143' TERM\n" + Lab.WAIT)) {
      lab.start(lab.controller());
      lab.awaitReady();
      Files.createFile(lab.directory().resolve("removed"));
      awaitGone(lab, lab.controller());
    }
  }

  @Test
  void whatIsBeingRemovedDoesNotStartAnyMore() throws Exception {
    try (Lab lab = new Lab(folder, "echo x >/cache/started\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      String uid = lab.only(runs).uid();
      Files.createFile(lab.directory().resolve("removed"));
      runs.release(lab.owner(), Lab.ID, uid);
      awaitGone(lab, runs);
      assertThat(lab.cache().resolve("started")).doesNotExist();
    }
  }

  private static void awaitGone(Lab lab, SandboxRuns runs) {
    await()
        .atMost(Lab.SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> runs.observe(lab.owner()).isEmpty());
    assertThat(lab.processes()).isEmpty();
    assertThat(lab.directory()).doesNotExist();
    await()
        .atMost(Lab.SOON)
        .untilAsserted(() -> assertThat(lab.paths.unfinished()).isEmptyDirectory());
  }
}
