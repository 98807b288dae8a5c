package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.tool.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code scribe local …} as a person uses it, with real processes and the real restic. */
class LocalCommandsTest {
  private static final String KEEP = "retain: {last: 9}";
  private static final int PATIENCE_SECONDS = 60;

  private final EmbeddedRig rig = EmbeddedRig.create();
  private final Scenario scenario = new Scenario(rig);
  private final Repository repository = rig.repository("repo");
  private final String manifests = rig.path("manifests").toString();
  private final Path printed = rig.path("printed");

  @AfterEach
  void close() {
    rig.close();
  }

  private void photos() {
    rig.volume("photos").write("one", "1");
    rig.apply(Manifests.source("photos", "manual: first", KEEP));
  }

  @Test
  void syncWorksByItselfAndTellsWhatTheMoverSays() {
    photos();
    Shell.Ended sync = rig.command().run("sync", "photos", "-f", manifests);
    assertThat(sync.code()).as(sync.err()).isZero();
    assertThat(sync.out()).contains("photos: synchronized in ");
    assertThat(sync.err()).containsPattern("snapshot [0-9a-f]{8} saved");

    String[] row = rig.command().run("get", "photos").out().lines().toList().get(1).split(" +");
    assertThat(row).startsWith("source", "photos", "photos").endsWith("Synchronized");
    assertThat(rig.command().run("logs", "photos").out())
        .containsPattern("restic container version: [0-9]+\\.[0-9]+\\.")
        .contains("=== Starting forget ===");
    assertThat(rig.command().run("events", "photos").out()).contains("SyncSucceeded");
  }

  @Test
  void syncIsHandedToTheControllerAtWorkAndFollowed() {
    photos();
    rig.controller().start();
    scenario.awaitSynced(source("photos"), "first");

    Shell.Ended sync = rig.command().run("sync", "photos");
    assertThat(sync.code()).as(sync.err()).isZero();
    assertThat(sync.out()).contains("photos: synchronized in ");
    assertThat(sync.err())
        .contains("handed over to scribe local run")
        .containsPattern("snapshot [0-9a-f]{8} saved");
    assertThat(repository.snapshots()).hasSize(2);
  }

  @Test
  void ctrlCCancelsASyncAndLeavesNothingBehind() throws Exception {
    photos();
    StopPoint point = rig.stopAt("during-backup");
    Process sync = rig.command().start(printed, "sync", "photos", "-f", manifests);
    point.awaitReached();
    SandboxProcesses.signal(sync.pid(), "INT");
    assertThat(ended(sync)).as(Files.readString(printed)).isEqualTo(130);
    assertThat(Files.readString(printed)).contains("cancelled");
    assertThat(repository.locks()).isEmpty();
    assertThat(repository.snapshots()).isEmpty();
    assertThat(rig.leftovers()).isEmpty();

    assertThat(rig.command().run("sync", "photos", "-f", manifests).code()).isZero();
    assertThat(repository.snapshots()).hasSize(1);
    repository.check();
  }

  @Test
  void logsFollowsTheRunThatIsUnderWayToItsEnd() throws Exception {
    photos();
    StopPoint point = rig.stopAt("during-backup");
    rig.controller().start();
    point.awaitReached();
    Process logs = rig.command().start(printed, "logs", "photos", "-f");
    Await.until(
        "the log so far",
        () -> text(printed),
        text -> text.contains("=== Starting backup ==="),
        rig::diagnosis);
    assertThat(logs.isAlive()).isTrue();
    point.goOn();
    assertThat(ended(logs)).isZero();
    assertThat(Files.readString(printed)).contains("=== Done ===");
  }

  @Test
  void noMoreRunsThanAllowedAreAtWorkAndTheOthersWaitTheirTurn() throws Exception {
    List<String> names = List.of("one", "two", "three");
    for (String name : names) {
      rig.repository("repo-" + name);
      rig.volume(name).write("file", name);
      rig.apply(
          Manifests.source(name, "manual: first")
              .replace("repository: repo", "repository: repo-" + name));
    }
    StopPoint point = rig.stopAt("before-backup");
    Process controller = rig.command().start(printed, "run", "-f", manifests, "--max-runs", "2");
    try {
      SandboxProcesses movers = new SandboxProcesses(rig.path("stop"));
      Await.until("two movers", movers::entryScripts, count -> count == 2, rig::diagnosis);
      Await.until(
          "one that waits",
          () -> names.stream().map(name -> rig.status(source(name)).reason()).toList(),
          reasons -> Collections.frequency(reasons, "Queued") == 1,
          rig::diagnosis);
      assertThat(movers.entryScripts()).isEqualTo(2);
      point.goOn();
      for (String name : names) {
        scenario.awaitSynced(source(name), "first");
      }
    } finally {
      controller.destroy();
      ended(controller);
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
    return process.exitValue();
  }
}
