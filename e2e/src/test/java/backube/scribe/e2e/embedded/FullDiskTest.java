package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.rig.Volume;
import backube.scribe.e2e.tool.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Disks that are full: it is said which one, nothing is lost, and with room it goes on. */
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest {
  private static final String[] ONCE = {"--tries", "1"};

  private final EmbeddedRig rig = EmbeddedRig.create();
  private final Repository repository = rig.repository("repo");
  private final Volume photos = rig.volume("photos");

  @BeforeEach
  void fill() {
    photos.run("head -c 6M /dev/urandom >large");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void assertSound(int snapshots) {
    assertThat(repository.locks()).as("locks").isEmpty();
    assertThat(repository.snapshots()).hasSize(snapshots);
    repository.check();
    assertThat(rig.leftovers()).as("leftovers").isEmpty();
  }

  @Test
  void theRepository() {
    rig.apply(Manifests.source("photos", "manual: first"));
    try (SmallDisk disk = SmallDisk.at(rig.path("repositories"), "4m")) {
      Told.bySync(rig, source("photos"), ONCE)
          .refused(
              1,
              "OutOfSpace",
              "backup: the repository's storage is full: ",
              "no space left on device");
      assertSound(0);

      disk.grow("40m");
      Told.bySync(rig, source("photos"), ONCE).well();
      assertSound(1);
    }
  }

  @Test
  void theCache() {
    rig.apply(Manifests.source("photos", "manual: first"));
    try (SmallDisk disk = SmallDisk.at(rig.path("state"), "2m")) {
      Told.bySync(rig, source("photos"), ONCE)
          .refused(
              1,
              "OutOfSpace",
              "backup: the cache volume is full, as large as cacheCapacity: ",
              "no space left on device");
      repository.check();
      assertSound(0);

      disk.grow("40m");
      Told.bySync(rig, source("photos"), ONCE).well();
      assertSound(1);
    }
  }

  @Test
  void theDestination() {
    rig.apply(Manifests.source("photos", "manual: first"));
    Told.bySync(rig, source("photos"), ONCE).well();
    Volume restored = rig.volume("restored");
    rig.apply(Manifests.destination("restored", "manual: once"));
    try (SmallDisk disk = SmallDisk.at(rig.path("volumes/restored"), "4m")) {
      restored.write("mine", "precious");
      Told.bySync(rig, destination("restored"), ONCE)
          .refused(
              1,
              "OutOfSpace",
              "restore: the data volume is full, as large as capacity or destinationPVC: ",
              "no space left on device");
      assertThat(restored.read("mine")).isEqualTo("precious");
      assertSound(1);

      disk.grow("40m");
      Told.bySync(rig, destination("restored"), ONCE).well();
      Shell.script(rig.path("volumes"), "cmp photos/large restored/large");
      assertThat(restored.read("mine")).isEqualTo("precious");
    }
  }

  @Test
  void theCopyOfTheVolume() {
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot"));
    try (SmallDisk disk = SmallDisk.at(rig.path("state"), "4m")) {
      Told.bySync(rig, source("photos"), ONCE)
          .refused(1, "VolumeUnusable", "copying failed: ", "No space left on device");
      assertThat(rig.path("repositories/repo")).doesNotExist();
      assertThat(rig.leftovers()).isEmpty();
      disk.grow("40m");
      Told.bySync(rig, source("photos"), ONCE).well();
      assertSound(1);
    }
  }

  @Tag("long")
  @Test
  void theStateFolderInTheMiddleOfARun() {
    rig.apply(Manifests.source("photos", "manual: first"));
    try (SmallDisk disk = SmallDisk.at(rig.path("state"), "30m")) {
      StopPoint point = rig.stopAt("during-backup");
      rig.process().start("sync", "photos");
      point.awaitReached();
      disk.fill();
      point.goOn();
      rig.process().awaitSaid("No space left on device");
      disk.empty();
      assertThat(rig.process().awaitEnd()).as(rig.process().log()).isZero();
      assertThat(rig.process().log()).doesNotContainPattern("(?m)^\\s+at \\S+\\(");
      assertSound(1);
    }
  }
}
