package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import backube.scribe.core.world.Thing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller, the supervisor, the sandbox or the machine dies at an unfortunate moment. */
class SandboxCrashTest {
  @TempDir Path folder;

  @Test
  void anotherControllerGoesOnAfterEachCall() throws Exception {
    try (Lab lab = new Lab(folder, Lab.WAIT + Lab.report("Succeeded"))) {
      lab.controller().hold(lab.owner(), lab.attempt());
      Thing held = lab.only(lab.controller());
      assertThat(held.state()).isEqualTo(Thing.State.HELD);

      lab.controller().release(lab.owner(), Lab.ID, held.uid());
      lab.awaitReady();
      assertThat(lab.only(lab.controller()).state()).isEqualTo(Thing.State.RUNNING);

      lab.controller().release(lab.owner(), Lab.ID, held.uid());
      SandboxRuns last = lab.controller();
      assertThat(lab.only(last)).isEqualTo(Thing.of(Lab.ID, held.uid(), Thing.State.RUNNING));
      lab.endings.clear();
      lab.goOn();
      lab.awaitEnding();
      assertThat(lab.ended(last).state()).isEqualTo(Thing.State.SUCCEEDED);

      lab.controller().remove(lab.owner(), Lab.ID, held.uid());
      assertThat(lab.controller().observe(lab.owner())).isEmpty();
    }
  }

  @Test
  void whatWasNotPutInPlaceIsSweptAway() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      Path torn = Files.createDirectories(lab.paths.unfinished().resolve("made-1"));
      Files.write(torn.resolve("attempt.json"), new byte[10]);
      SandboxRuns runs = lab.controller();
      assertThat(lab.paths.unfinished()).isEmptyDirectory();
      assertThat(runs.observe(lab.owner())).isEmpty();
    }
  }

  @Test
  void aStartThatWasBrokenOffBeforeItWasCertainIsRepeated() throws Exception {
    try (Lab lab = new Lab(folder, "echo x >>/cache/starts\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      String script;
      try (Stream<Path> programs = Files.list(lab.paths.programs())) {
        script = programs.findFirst().orElseThrow().toString();
      }
      Process cutOff =
          new ProcessBuilder(script, lab.directory().toString(), "true")
              .redirectErrorStream(true)
              .start();
      cutOff.getOutputStream().write("c29tZQ==\n".getBytes(StandardCharsets.US_ASCII));
      cutOff.getOutputStream().close();
      assertThat(cutOff.waitFor()).isEqualTo(65);

      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.HELD);
      runs.release(lab.owner(), Lab.ID, lab.only(runs).uid());
      assertThat(lab.ended(runs).state()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.cache().resolve("starts")).hasContent("x");
    }
  }

  @Test
  void aSandboxOutlivesItsSupervisorAndItsReportCounts() throws Exception {
    try (Lab lab = new Lab(folder, Lab.WAIT + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      kill(supervisor(lab));
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.RUNNING);
      lab.endings.clear();
      lab.goOn();
      lab.awaitEnding();
      assertThat(lab.ended(runs).state()).isEqualTo(Thing.State.SUCCEEDED);
    }
  }

  @Test
  void aKilledEntryPointIsAFailure() throws Exception {
    try (Lab lab = new Lab(folder, Lab.WAIT + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      kill(entry(lab));
      assertThat(lab.ended(runs).message())
          .isEqualTo("the mover left no report: it was ended by signal 9");
    }
  }

  @Test
  void everythingKilledIsAFailure() throws Exception {
    try (Lab lab = new Lab(folder, Lab.WAIT + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      ProcessHandle entry = entry(lab);
      kill(supervisor(lab));
      kill(entry.parent().orElseThrow());
      kill(entry);
      lab.awaitEnding();
      assertThat(lab.ended(runs).message())
          .isEqualTo("the mover left no report: it was killed, or the machine was restarted");
    }
  }

  @Test
  void aBwrapThatIsKilledDoesNotMakeARunningSandboxLookDead() throws Exception {
    try (Lab lab = new Lab(folder, Lab.WAIT + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      lab.awaitReady();
      ProcessHandle bwrap = entry(lab).parent().orElseThrow();
      kill(bwrap);
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.RUNNING);
      lab.goOn();
      assertThat(lab.ended(runs).state()).isEqualTo(Thing.State.SUCCEEDED);
    }
  }

  @Test
  void aPowerCutLeavesAFailureWhateverFilesAreTorn() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      Files.createFile(lab.directory().resolve("started"));
      Files.write(lab.directory().resolve("exit"), new byte[2]);
      Files.write(lab.directory().resolve("status"), new byte[50]);
      Files.write(lab.directory().resolve("report.json"), new byte[200]);
      Thing thing = lab.only(runs);
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      runs.release(lab.owner(), Lab.ID, thing.uid());
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.FAILED);
      assertThat(lab.log()).isEmpty();
      runs.remove(lab.owner(), Lab.ID, thing.uid());
      assertThat(runs.observe(lab.owner())).isEmpty();
    }
  }

  private static ProcessHandle supervisor(Lab lab) {
    return lab.processes().stream()
        .filter(process -> commandLine(process).contains("/supervise-"))
        .findFirst()
        .orElseThrow();
  }

  private static ProcessHandle entry(Lab lab) {
    List<ProcessHandle> inside =
        lab.processes().stream()
            .filter(process -> commandLine(process).contains("/mover-tiny/entry.sh"))
            .filter(process -> !commandLine(process).contains("bwrap"))
            .toList();
    assertThat(inside).hasSize(1);
    return inside.get(0);
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    await().atMost(Lab.SOON).until(() -> !process.isAlive());
  }
}
