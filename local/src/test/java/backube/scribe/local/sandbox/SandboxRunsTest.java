package backube.scribe.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.world.Thing;
import backube.scribe.local.process.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxRunsTest {
  @TempDir Path folder;

  @Test
  void anAttemptIsHeldUntilItIsReleased() throws Exception {
    try (Lab lab = new Lab(folder, "printf '%s|' \"$@\"\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.HELD);
      assertThat(runs.find(lab.owner(), Lab.ID)).contains(lab.attempt());

      runs.release(lab.owner(), Lab.ID, lab.only(runs).uid());
      Thing thing = lab.ended(runs);
      assertThat(thing.state()).as(lab.log()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(thing.report().message()).isEqualTo("done");
      assertThat(lab.log()).isEqualTo("one|two words|");
      lab.awaitEnding();
    }
  }

  @Test
  void whatIsRepeatedHappensOnce() throws Exception {
    try (Lab lab = new Lab(folder, "echo x >>/cache/starts\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      String uid = lab.only(runs).uid();
      runs.hold(lab.owner(), lab.attempt());
      assertThat(lab.only(runs).uid()).isEqualTo(uid);

      runs.release(lab.owner(), Lab.ID, uid);
      runs.release(lab.owner(), Lab.ID, uid);
      lab.ended(runs);
      runs.release(lab.owner(), Lab.ID, uid);
      assertThat(lab.ended(runs).state()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(lab.paths.scratch(lab.owner().key(), "cache").resolve("starts")).hasContent("x");

      runs.remove(lab.owner(), Lab.ID, uid);
      runs.remove(lab.owner(), Lab.ID, uid);
      assertThat(runs.observe(lab.owner())).isEmpty();
      assertThat(runs.find(lab.owner(), Lab.ID)).isEmpty();
    }
  }

  @Test
  void anAttemptWithAnotherUidIsLeftAlone() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      runs.release(lab.owner(), Lab.ID, "another");
      runs.remove(lab.owner(), Lab.ID, "another");
      assertThat(lab.only(runs).state()).isEqualTo(Thing.State.HELD);
    }
  }

  @Test
  void anAttemptOfADeletedNamesakeIsRemoved() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      assertThat(runs.observe(lab.owner("owner-2"))).isEmpty();
      assertThat(lab.directory()).doesNotExist();
    }
  }

  @Test
  void aFailureIsWhatTheReportSays() throws Exception {
    String report =
        "printf '{\"run\":\"%s\",\"outcome\":\"Failed\",\"failure\":\"Locked\",\"message\":\"m\"}'"
            + " \"$RUN_ID\" >\"$REPORT_FILE\"\nexit 11\n";
    try (Lab lab = new Lab(folder, report)) {
      Thing thing = lab.run();
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.report().failure()).isEqualTo(FailureClass.LOCKED);
    }
  }

  @Test
  void aReportOfSuccessIsNotBelievedWhenTheExitCodeSaysOtherwise() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded") + "exit 3\n")) {
      Thing thing = lab.run();
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.report()).isNull();
      assertThat(thing.message())
          .isEqualTo("the mover reported success, and yet its exit code is 3");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 5           | the mover left no report: its exit code is 5",
        "true             | the mover left no report: its exit code is 0",
        "printf '{\"run\"' >\"$REPORT_FILE\"      | report is cut off after 6 bytes",
        "printf '%9000s' x >\"$REPORT_FILE\"      | report is too large",
        "echo '{\"outcome\":\"Succeeded\"}' >\"$REPORT_FILE\" | does not name its run",
      })
  void aReportThatCannotBeUsedFailsTheAttempt(String script, String message) throws Exception {
    try (Lab lab = new Lab(folder, script + "\n")) {
      Thing thing = lab.run();
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.message()).contains(message);
    }
  }

  @Test
  void aMoverWithoutAnEntryPointFailsWithTheReason() throws Exception {
    try (Lab lab = new Lab(folder, "")) {
      Files.delete(lab.root.resolve("mover/entry.sh"));
      Thing thing = lab.run();
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.message())
          .startsWith("the sandbox could not be set up: bwrap: ")
          .contains("/mover-tiny/entry.sh");
    }
  }

  @Test
  void theLogOutlivesTheAttempt() throws Exception {
    try (Lab lab = new Lab(folder, "echo hello\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      runs.remove(lab.owner(), Lab.ID, lab.ended(runs).uid());
      assertThat(lab.directory()).doesNotExist();
      assertThat(lab.paths.logs(lab.owner().key()).resolve("1700000000-1.log")).hasContent("hello");
    }
  }

  @Test
  void aFloodOfOutputIsCutInTheMiddle() throws Exception {
    String flood = "head -c 20000000 /dev/zero | tr '\\0' x\necho; echo the end\n";
    try (Lab lab = new Lab(folder, "echo the beginning\n" + flood + Lab.report("Succeeded"))) {
      assertThat(lab.run().state()).isEqualTo(Thing.State.SUCCEEDED);
      assertThat(Files.size(lab.directory().resolve("log"))).isBetween(8L << 20, 10L << 20);
      assertThat(lab.log())
          .startsWith("the beginning\n")
          .contains("\n[the log was cut here; this is the end of the output:]\n")
          .endsWith("x\nthe end\n");
    }
  }

  @Test
  void aMoverThatFillsTheDiskIsStillHeard() throws Exception {
    String script =
        """
        trap 'printf "{\\"run\\":\\"%s\\",\\"outcome\\":\\"Failed\\",\\"failure\\":\\"OutOfSpace\\"}" "$RUN_ID" >"$REPORT_FILE"; echo bye' EXIT
        head -c 8000000 /dev/urandom >/cache/big
        """;
    try (SmallDisk disk = new SmallDisk(folder.resolve("state"), "4m");
        Lab lab = new Lab(folder, script)) {
      assertThat(lab.paths.root()).isEqualTo(disk.folder());
      Thing thing = lab.run();
      assertThat(thing.report().failure()).isEqualTo(FailureClass.OUT_OF_SPACE);
      assertThat(lab.directory().resolve("exit")).isNotEmptyFile();
      assertThat(lab.log()).contains("No space left on device");
    }
  }

  @Test
  void theScratchVolumeStaysFromAttemptToAttempt() throws Exception {
    try (Lab lab = new Lab(folder, "echo x >>/cache/starts\n" + Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      runs.remove(lab.owner(), Lab.ID, lab.ended(runs).uid());
      lab.start(runs);
      lab.ended(runs);
      assertThat(lab.paths.scratch(lab.owner().key(), "cache").resolve("starts"))
          .hasContent("x\nx");
    }
  }

  @Test
  void aScratchVolumeThatIsNotKeptGoesWithTheAttemptThatSucceeded() throws Exception {
    try (Lab lab = new Lab(folder, "echo x >/cache/x\n" + Lab.report("Succeeded"))) {
      lab.groups = Lab.scratch("cache", true);
      SandboxRuns runs = lab.controller();
      lab.start(runs);
      runs.remove(lab.owner(), Lab.ID, lab.ended(runs).uid());
      assertThat(lab.paths.scratch(lab.owner().key(), "cache")).doesNotExist();
    }
  }

  @Test
  void theDirectoryOfAnAttemptIsPrivate() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      lab.controller().hold(lab.owner(), lab.attempt());
      for (Path path = lab.directory(); !path.equals(lab.root); path = path.getParent()) {
        assertThat(Files.getPosixFilePermissions(path)).as("%s", path).hasSize(3);
      }
      assertThat(Files.getPosixFilePermissions(lab.directory().resolve("attempt.json"))).hasSize(2);
    }
  }

  @Test
  void anAttemptWhoseFileIsDamagedCanStillBeRemoved() throws Exception {
    try (Lab lab = new Lab(folder, Lab.report("Succeeded"))) {
      SandboxRuns runs = lab.controller();
      runs.hold(lab.owner(), lab.attempt());
      Files.write(lab.directory().resolve("attempt.json"), new byte[100]);
      Thing thing = lab.only(runs);
      assertThat(runs.find(lab.owner(), Lab.ID)).isEqualTo(Optional.empty());
      runs.remove(lab.owner(), Lab.ID, thing.uid());
      assertThat(runs.observe(lab.owner())).isEmpty();
    }
  }
}
