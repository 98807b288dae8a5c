package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Resource.Kind;
import backube.scribe.e2e.tool.Shell;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Input that can't work: the message names the field or object, what was found and what would be
 * right, on the terminal and in the condition, and nothing is created, lost or half-done.
 *
 * <p>Rows that need a world of their own stand elsewhere:
 *
 * <ul>
 *   <li>duplicate keys, two documents of one name, YAML bombs, text that is not UTF-8: {@link
 *       BadManifestTest}; each way to be wrong: BadManifestsTest of the local engine
 *   <li>wrong password, unreachable, not a repository, locked, empty: {@link BadRepositoryTest}
 *   <li>unreadable files: {@link backube.scribe.e2e.restic.UnprivilegedTest}
 *   <li>full disks: {@link FullDiskTest}
 *   <li>odd names: {@link OddNamesTest}
 *   <li>plugins: {@link BadPluginTest}; reports: {@link BadReportTest}; clocks: {@link
 *       WrongClockTest}. A clock that jumps during a run can't be had without turning that of the
 *       machine: ClockTest and NastyWorldTest of the core do it in their world
 * </ul>
 */
@Execution(ExecutionMode.CONCURRENT)
class BadInputTest {
  private final EmbeddedRig rig = EmbeddedRig.create();

  @AfterEach
  void close() {
    rig.close();
  }

  /** One way to be wrong. */
  enum Row {
    NO_MOVER(
        Kind.SOURCE,
        "trigger: {manual: one}",
        2,
        "NoSingleMover",
        "a replication method must be specified - enabled movers: [rclone restic rsync"
            + " rsyncTLS]"),
    TWO_MOVERS(
        Kind.SOURCE,
        "restic: {repository: repo, copyMethod: Direct}, rclone: {}",
        2,
        "NoSingleMover",
        "only one replication method can be supplied: found rclone, restic"),
    MOVER_NOT_INSTALLED(
        Kind.SOURCE,
        "syncthing: {serviceType: ClusterIP}",
        1,
        "MoverNotInstalled",
        "spec.syncthing: mover syncthing is not installed; installed are: rclone, restic,"
            + " rsync, rsyncTLS"),
    MISSPELT_MOVER(
        Kind.DESTINATION,
        "resitc: {repository: repo}",
        1,
        "MoverNotInstalled",
        "spec.resitc: mover resitc is not installed (did you mean restic?)"),
    UNKNOWN_FIELD_IN_A_SECTION(
        Kind.SOURCE,
        "restic: {repository: repo, copyMethd: Direct, retain: {dayly: 3}}",
        2,
        "InvalidSpec",
        "spec.restic.copyMethd: unknown field; did you mean copyMethod?",
        "spec.restic.retain.dayly: unknown field; did you mean daily?"),
    WRONG_TYPES(
        Kind.SOURCE,
        "restic: {repository: [repo], pruneIntervalDays: often, retain: {daily: true}}",
        2,
        "InvalidSpec",
        "spec.restic.repository: expected a text, found a list",
        "spec.restic.pruneIntervalDays: expected a whole number, found \"often\"",
        "spec.restic.retain.daily: expected a whole number, found true"),
    UNKNOWN_COPY_METHOD(
        Kind.SOURCE,
        "restic: {repository: repo, copyMethod: Sideways}",
        2,
        "InvalidSpec",
        "unsupported copyMethod: Sideways -- must be Direct, None, Clone, or Snapshot"),
    NEGATIVE_PREVIOUS(
        Kind.DESTINATION,
        "restic: {repository: repo, copyMethod: Direct, destinationPVC: it, previous: -1}",
        2,
        "InvalidSpec",
        "spec.restic.previous: expected a whole number of at least 0, found -1"),
    BAD_RESTORE_AS_OF(
        Kind.DESTINATION,
        "restic: {repository: repo, copyMethod: Direct, destinationPVC: it, restoreAsOf: today}",
        2,
        "InvalidSpec",
        "spec.restic.restoreAsOf: expected a time such as 2026-03-01T10:00:00Z, found \"today\""),
    UNPARSABLE_SCHEDULE(
        Kind.SOURCE,
        "trigger: {schedule: '61 * * * *'}, restic: {repository: repo, copyMethod: Direct}",
        2,
        "InvalidSchedule",
        "spec.trigger.schedule: end of range (61) above maximum (59): 61; the minute field takes"),
    SCHEDULE_THAT_NEVER_FIRES(
        Kind.SOURCE,
        "trigger: {schedule: '0 0 30 2 *'}, restic: {repository: repo, copyMethod: Direct}",
        2,
        "InvalidSchedule",
        "spec.trigger.schedule: schedule never fires: 0 0 30 2 *; none of its months has such a"),
    UNKNOWN_TIME_ZONE(
        Kind.SOURCE,
        "trigger: {schedule: '@daily', timeZone: Europe/Berln}, restic: {repository: repo}",
        2,
        "InvalidSchedule",
        "spec.trigger.timeZone: provided bad location Europe/Berln: unknown time zone; take a name"
            + " of the IANA time zone database, such as"),
    MISSING_SECRET(
        Kind.SOURCE,
        "restic: {repository: other, copyMethod: Direct}",
        1,
        "MissingReference",
        "Secret \"other\" not found in namespace default"),
    MISSING_CLAIM(
        Kind.DESTINATION,
        "restic: {repository: repo, copyMethod: Direct, destinationPVC: other}",
        1,
        "VolumeUnusable",
        "persistentvolumeclaims \"other\" not found in namespace default: declare a");

    final Kind kind;
    final String spec;
    final int code;
    final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    final List<String> words;

    Row(Kind kind, String spec, int code, String reason, String... words) {
      this.kind = kind;
      this.spec = kind == Kind.SOURCE ? "sourcePVC: it, " + spec : spec;
      this.code = code;
      this.reason = reason;
      this.words = List.of(words);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isToldAndNothingHappens(Row row) {
    rig.repository("repo");
    rig.volume("it").write("one", "precious");
    Untouched world = Untouched.as(rig);
    Resource it = row.kind == Kind.SOURCE ? source("it") : destination("it");
    rig.apply(
        """
        apiVersion: scribe.backube/v1alpha1
        kind: %s
        metadata: {name: it}
        spec: {%s}
        """
            .formatted(row.kind.text(), row.spec));

    Told.bySync(rig, it).refused(row.code, row.reason, row.words.toArray(String[]::new));
    world.check();
    assertThat(rig.log(it)).as("no mover has begun").isEmpty();
    Await.until(
        "an event with " + row.reason + " and " + row.words,
        () -> rig.events(it),
        events ->
            events.stream()
                .anyMatch(
                    event ->
                        event.startsWith(row.reason)
                            && row.words.stream().allMatch(event::contains)),
        rig::diagnosis);
  }

  @Test
  void missingKey() {
    Repository repository = rig.repository("repo");
    rig.volume("it").write("one", "precious");
    rig.apply(Manifests.source("it", "manual: one"));
    String manifest = repository.manifest("it");
    rig.apply(manifest.replace("RESTIC_PASSWORD", "RESTIC_PASSWROD"));
    Untouched world = Untouched.as(rig);

    Told.bySync(rig, source("it"))
        .refused(
            1,
            "MissingReference",
            "secret is missing field: RESTIC_PASSWORD (Secret \"repo\" has [RESTIC_PASSWROD,"
                + " RESTIC_REPOSITORY])");
    world.check();

    rig.apply(repository.manifest(""));
    Told.bySync(rig, source("it"))
        .refused(1, "MissingReference", "Secret \"repo\": field RESTIC_PASSWORD is empty");
    world.check();
  }

  @Test
  void aFolderThatVanishedAndComesBack() {
    rig.repository("repo");
    rig.volume("it").write("one", "precious");
    rig.apply(Manifests.source("it", "manual: one"));
    Shell.script(rig.path("volumes"), "mv it gone");
    Untouched world = Untouched.as(rig);

    Told.bySync(rig, source("it"))
        .refused(1, "VolumeUnusable", rig.path("volumes/it") + ", which does not exist");
    world.check();

    Shell.script(rig.path("volumes"), "mv gone it");
    Told.bySync(rig, source("it")).well();
  }

  @Test
  void aFieldThatWasWrongAndIsPutRightHealsTheResource() {
    Repository repository = rig.repository("repo");
    rig.volume("it").write("one", "precious");
    rig.apply(Manifests.source("it", "manual: one", "retain: {dayly: 3}"));
    rig.controller().start();
    var scenario = new backube.scribe.e2e.rig.Scenario(rig);
    scenario.awaitReason(source("it"), "InvalidSpec");
    rig.process().awaitSaid("spec.restic.retain.dayly: unknown field");

    rig.apply(Manifests.source("it", "manual: one", "retain: {daily: 3}"));
    scenario.awaitSynced(source("it"), "one");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(Arrays.asList(rig.status(source("it")).warning())).containsOnly("");
  }
}
