package backube.scribe.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.Needed;
import backube.scribe.local.process.SmallDisk;
import backube.scribe.local.state.StatePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Point-in-time copies, images and made volumes. */
class CopiesTest {
  @TempDir Path folder;

  @Test
  void aCopyIsMadeOnceAndReadyWhenItIsComplete() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      lab.holdUpCopies();
      Files.writeString(lab.data.resolve("a"), "a");
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      lab.awaitHeldUp();
      Thing creating = FolderLab.only(volumes, lab.source());
      assertThat(creating.state()).isEqualTo(Thing.State.CREATING);
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());

      lab.goOn();
      assertThat(lab.endings.poll(20, TimeUnit.SECONDS)).isEqualTo(lab.source().key());
      Thing ready = FolderLab.made(volumes, lab.source());
      assertThat(ready).isEqualTo(Thing.of(FolderLab.COPY, creating.uid(), Thing.State.READY));
      assertThat(data(lab, lab.source()).resolve("a")).hasContent("a");

      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      assertThat(FolderLab.only(volumes, lab.source())).isEqualTo(ready);
    }
  }

  @Test
  void aDeviceIsMadeWithItsSizeAndCopiedWithItsContent() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      FolderVolumes volumes = lab.controller();
      VolumeRequest request = FolderLab.device("1Mi");
      volumes.create(lab.destination(), ThingId.volume(), request);
      assertThat(FolderLab.only(volumes, lab.destination()).state()).isEqualTo(Thing.State.READY);
      Path made = lab.paths.volume(lab.destination().key()).resolve("data");
      assertThat(made).isRegularFile().hasSize(1 << 20);

      Files.writeString(made, "content", StandardOpenOption.WRITE);
      volumes.create(lab.destination(), ThingId.volume(), request);
      ThingId image = ThingId.image(FolderLab.RUN, 1);
      volumes.create(lab.destination(), image, request);
      await()
          .atMost(FolderLab.SOON)
          .until(
              () ->
                  volumes.observe(lab.destination()).stream()
                      .anyMatch(
                          thing -> thing.id().equals(image) && thing.state() == Thing.State.READY));
      assertThat(
              lab.paths.images(lab.destination().key()).resolve(StatePaths.name(image) + "/data"))
          .hasSameBinaryContentAs(made);
    }
  }

  @Test
  void ofADeviceOfTheSystemTheContentIsCopied() throws Exception {
    Needed.here(Files.isWritable(Path.of("/dev/loop-control")), "only root makes loop devices");
    try (FolderLab lab = new FolderLab(folder)) {
      Path file = Files.write(lab.root.resolve("disk"), new byte[1 << 20]);
      Files.writeString(file, "content", StandardOpenOption.WRITE);
      String loop = FolderLab.run("losetup", "--find", "--show", file.toString()).strip();
      try {
        lab.claims.put("claim", new Claim("claim", Path.of(loop), true, false));
        FolderVolumes volumes = lab.controller();
        volumes.create(lab.source(), FolderLab.COPY, FolderLab.device(null));
        assertThat(FolderLab.made(volumes, lab.source()).state()).isEqualTo(Thing.State.READY);
        assertThat(data(lab, lab.source())).isRegularFile().hasSameBinaryContentAs(file);
      } finally {
        FolderLab.run("losetup", "--detach", loop);
      }
    }
  }

  @Test
  void aCopyHasEverythingTheFolderHas() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      FolderLab.run(tool("sample-tree"), lab.data.toString());
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      assertThat(FolderLab.made(volumes, lab.source()).state()).isEqualTo(Thing.State.READY);
      String copied = FolderLab.run(tool("tree-listing"), data(lab, lab.source()).toString());
      assertThat(copied).isEqualTo(FolderLab.run(tool("tree-listing"), lab.data.toString()));
      assertThat(copied.lines().count()).isGreaterThan(50);
    }
  }

  @Test
  void copyingGoesOnWithoutTheController() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      lab.holdUpCopies();
      lab.controller().create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      lab.awaitHeldUp();
      FolderVolumes next = lab.controller();
      assertThat(FolderLab.only(next, lab.source()).state()).isEqualTo(Thing.State.CREATING);
      lab.goOn();
      assertThat(FolderLab.made(next, lab.source()).state()).isEqualTo(Thing.State.READY);
    }
  }

  @Test
  void copyingThatWasKilledHasFailed() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      lab.holdUpCopies();
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      lab.awaitHeldUp();
      ProcessHandle.allProcesses()
          .filter(process -> process.info().commandLine().orElse("").contains(lab.root.toString()))
          .filter(process -> process.pid() != ProcessHandle.current().pid())
          .forEach(ProcessHandle::destroyForcibly);
      Thing thing = FolderLab.made(volumes, lab.source());
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.message()).contains("broken off");
    }
  }

  @Test
  void copyingThatIsRemovedStops() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      lab.holdUpCopies();
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      lab.awaitHeldUp();
      volumes.remove(lab.source(), FolderLab.COPY, "another");
      assertThat(FolderLab.only(volumes, lab.source()).state()).isEqualTo(Thing.State.CREATING);
      volumes.remove(lab.source(), FolderLab.COPY, FolderLab.only(volumes, lab.source()).uid());
      FolderLab.awaitGone(volumes, lab.source());
      assertThat(ProcessHandle.allProcesses())
          .noneMatch(p -> p.info().commandLine().orElse("").contains(lab.root + "/bin/cp"));
    }
  }

  @Test
  void aFullDiskIsCleanedUpAndNamed() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("state"), "3m");
        FolderLab lab = new FolderLab(folder)) {
      assertThat(lab.paths.root()).isEqualTo(disk.folder());
      Files.write(lab.data.resolve("big"), noise(4 << 20));
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      Thing thing = FolderLab.made(volumes, lab.source());
      assertThat(thing.state()).isEqualTo(Thing.State.FAILED);
      assertThat(thing.message()).contains("No space left on device").contains("/big");
      assertThat(lab.paths.copies(lab.source().key()).resolve("1700000000-1/data")).doesNotExist();
    }
  }

  @Test
  void aCopyIsNotUsedAfterTheMachineWasRestarted() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      FolderLab.made(volumes, lab.source());
      lab.boot = "boot-2";
      FolderVolumes later = lab.controller();
      assertThat(later.observe(lab.source())).noneMatch(t -> t.state() == Thing.State.READY);
      FolderLab.awaitGone(later, lab.source());
    }
  }

  @Test
  void whatIsRemovedTakesNothingElseAlong() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      Path precious = Files.createDirectory(lab.root.resolve("precious"));
      Files.writeString(precious.resolve("file"), "x");
      Files.createSymbolicLink(lab.data.resolve("link"), precious);
      Path locked = Files.createDirectories(lab.data.resolve("locked/deep"));
      Files.writeString(locked.resolve("file"), "x");
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot());
      Thing copy = FolderLab.made(volumes, lab.source());
      volumes.remove(lab.source(), FolderLab.COPY, copy.uid());
      FolderLab.awaitGone(volumes, lab.source());
      await()
          .atMost(FolderLab.SOON)
          .untilAsserted(() -> assertThat(lab.paths.unfinished()).isEmptyDirectory());
      assertThat(precious.resolve("file")).hasContent("x");
      assertThat(locked.resolve("file")).hasContent("x");
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aFolderThatVanishedIsNamed() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      Files.delete(lab.data);
      FolderVolumes volumes = lab.controller();
      assertThatThrownBy(() -> volumes.create(lab.source(), FolderLab.COPY, FolderLab.snapshot()))
          .isInstanceOf(EffectFailed.class)
          .hasMessageContaining("is the folder " + lab.data + ", which does not exist");
      assertThat(volumes.observe(lab.source())).isEmpty();
    }
  }

  @Test
  void aMadeVolumeStaysAndItsImageIsACopy() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      VolumeRequest request = FolderLab.request(CopyMethod.SNAPSHOT, null);
      FolderVolumes volumes = lab.controller();
      volumes.create(lab.destination(), ThingId.volume(), request);
      volumes.create(lab.destination(), ThingId.volume(), request);
      Thing volume = FolderLab.only(volumes, lab.destination());
      assertThat(volume).isEqualTo(Thing.of(ThingId.volume(), "uid-1", Thing.State.READY));
      Path made = data(lab, lab.destination(), Optional.empty());
      Files.writeString(made.resolve("restored"), "x");

      ThingId image = ThingId.image(FolderLab.RUN, 2);
      volumes.create(lab.destination(), image, request);
      await()
          .atMost(FolderLab.SOON)
          .until(
              () ->
                  volumes.observe(lab.destination()).stream()
                      .filter(thing -> thing.id().equals(image))
                      .anyMatch(thing -> thing.state() == Thing.State.READY));
      assertThat(lab.paths.images(lab.destination().key()).resolve("1700000000-2/data/restored"))
          .hasContent("x");

      volumes.remove(lab.destination(), ThingId.volume(), volume.uid());
      await().atMost(FolderLab.SOON).until(() -> !Files.exists(made));
    }
  }

  @Test
  void theLatestImageIsTheVolumeItselfOrASnapshotNamedAfterIt() throws Exception {
    try (FolderLab lab = new FolderLab(folder)) {
      FolderVolumes volumes = lab.controller();
      assertThat(
              volumes.reference(
                  lab.destination(),
                  Optional.empty(),
                  FolderLab.request(CopyMethod.DIRECT, "claim")))
          .hasToString(
              "TypedLocalObjectReference(apiGroup=, kind=PersistentVolumeClaim, name=claim,"
                  + " additionalProperties={})");
      assertThat(
              volumes.reference(
                  lab.destination(),
                  Optional.of(ThingId.image(FolderLab.RUN, 1)),
                  FolderLab.request(CopyMethod.SNAPSHOT, null)))
          .hasToString(
              "TypedLocalObjectReference(apiGroup=snapshot.storage.k8s.io, kind=VolumeSnapshot,"
                  + " name=scribe-photos-dest-20231114221320, additionalProperties={})");
    }
  }

  private static Path data(FolderLab lab, Replication owner) throws IOException {
    return new DataFolders(lab.paths, (namespace, name) -> Optional.empty())
        .find(
            owner.key(),
            ThingId.copy(FolderLab.RUN, 1),
            new Attempt.Data(Optional.of("claim"), true))
        .path();
  }

  private static Path data(FolderLab lab, Replication owner, Optional<String> claim)
      throws IOException {
    return new DataFolders(lab.paths, (namespace, name) -> Optional.empty())
        .find(owner.key(), ThingId.copy(FolderLab.RUN, 1), new Attempt.Data(claim, false))
        .path();
  }

  private static String tool(String name) {
    return Path.of("..", "tools", name).toAbsolutePath().toString();
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(1).nextBytes(bytes);
    return bytes;
  }
}
