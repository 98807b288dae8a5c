package backube.scribe.e2e.fault;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Repository.Snapshot;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.rig.Volume;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class FaultTest {
  /** Keeps every snapshot of a day, so that one that was made twice shows. */
  private static final String[] SECTION = {
    "copyMethod: Clone", "retain: {within: 1d}", "pruneIntervalDays: 0", "check: {intervalDays: 0}"
  };

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "CONTROLLER_KILLED, during-backup",
    "ENTRY_SCRIPT_KILLED, during-backup",
    "ENTRY_SCRIPT_KILLED, after-backup",
    "RESTIC_KILLED, during-forget",
    "CONTROLLER_STOPPED, during-backup",
    "RESTIC_TERMINATED, during-backup",
    "POWER_CUT, during-prune",
    "STALE_STATE, during-backup",
  })
  void aBackupSurvives(Fault fault, String where, Rig rig, Scenario scenario) {
    backup(fault, where, rig, scenario);
  }

  @Tag("long")
  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("everyFaultAtEveryStepOfABackup")
  void aBackupSurvivesEverything(Fault fault, String where, Rig rig, Scenario scenario) {
    backup(fault, where, rig, scenario);
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({"CONTROLLER_KILLED, during-restore", "ENTRY_SCRIPT_KILLED, during-restore"})
  void aRestoreSurvives(Fault fault, String where, Rig rig, Scenario scenario) {
    restore(fault, where, rig, scenario);
  }

  @Tag("long")
  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("everyFaultInARestore")
  void aRestoreSurvivesEverything(Fault fault, String where, Rig rig, Scenario scenario) {
    restore(fault, where, rig, scenario);
  }

  static Stream<Arguments> everyFaultAtEveryStepOfABackup() {
    return Stream.of("backup", "forget", "prune", "check").flatMap(FaultTest::everyFaultAt);
  }

  static Stream<Arguments> everyFaultInARestore() {
    return everyFaultAt("restore");
  }

  /** restic runs during a step only. */
  private static Stream<Arguments> everyFaultAt(String step) {
    return Stream.of(Fault.values())
        .flatMap(
            fault ->
                Stream.of("before-", "during-", "after-")
                    .filter(when -> !fault.ofRestic() || when.equals("during-"))
                    .map(when -> Arguments.of(fault, when + step)));
  }

  private static void backup(Fault fault, String where, Rig rig, Scenario scenario) {
    Repository repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("old", "thrown away"); // something to forget and to prune
    repository.restic("init");
    repository.resticAtData(
        photos, "backup", "--host", "volsync", "--time", "2020-01-01 00:00:00", ".");
    photos.delete("old");
    photos.write("kept", "precious");

    StopPoint point = rig.stopAt(where);
    rig.apply(Manifests.source("photos", "manual: first", SECTION));
    rig.controller().start();
    point.awaitReached();
    fault.strike(rig, point);
    scenario.awaitSynced(source("photos"), "first");
    assertSound(rig, repository);
    List<Snapshot> ours = repository.snapshots();
    assertThat(ours).as("one snapshot of the run that was hit, the old one forgotten").hasSize(1);
    assertThat(ours.get(0).run()).isNotEmpty();

    photos.write("kept", "more precious");
    rig.apply(Manifests.source("photos", "manual: second", SECTION));
    scenario.awaitSynced(source("photos"), "second");
    assertSound(rig, repository);
    assertThat(repository.snapshots()).hasSize(2).containsAll(ours);
    repository.check();
  }

  private static void restore(Fault fault, String where, Rig rig, Scenario scenario) {
    Repository repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.fillWithSample();
    List<String> expected = photos.listing();
    repository.restic("init");
    repository.resticAtData(photos, "backup", "--host", "volsync", ".");

    Volume restored = rig.volume("restored");
    StopPoint point = rig.stopAt(where);
    rig.apply(Manifests.destination("restored", "manual: once"));
    rig.controller().start();
    point.awaitReached();
    fault.strike(rig, point);
    scenario.awaitSynced(destination("restored"), "once");
    restored.assertHolds(expected);
    assertSound(rig, repository);

    restored.delete("big/noise");
    rig.apply(Manifests.destination("restored", "manual: again"));
    scenario.awaitSynced(destination("restored"), "again");
    restored.assertHolds(expected);
    assertSound(rig, repository);
  }

  private static void assertSound(Rig rig, Repository repository) {
    assertThat(repository.locks()).as("locks").isEmpty();
    assertThat(rig.leftovers()).as("temporary copies and attempts").isEmpty();
  }
}
