package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Remote;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of volumes on their way to a remote of rclone's, and images on the way back. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RcloneVolumesTest {
  @ParameterizedTest
  @CsvSource({
    "Snapshot, Snapshot, EXACT, ReadWriteOnce",
    "Clone, Direct, WAITING, ReadWriteOnce",
    "Direct, Snapshot, USUAL, ReadWriteMany"
  })
  void aVolumeGoesThereAndBackTwice(
      String from, String into, Storage.Kind kind, String mode, ClusterRig rig, Scenario scenario) {
    try (OwnClasses classes = new OwnClasses(rig)) {
      Storage storage = Storage.of(kind, mode, classes);
      Volume odd = rig.volume("odd", storage);
      odd.fillWithSample();
      odd.run("rm -rf deep tree/deep"); // S3 takes no names longer than 1024 bytes
      rig.volume("restored", storage);
      Remote remote = rig.remote("remote");
      rig.controller().start();
      Path path = new Path(from, into, storage, remote);
      round("first", path, rig, scenario);
      odd.run(TwoRounds.CHANGE);
      round("second", path, rig, scenario);
      assertThat(rig.leftovers()).isEmpty();
    }
  }

  /** How a volume comes to another one: by which copyMethods, of what storage, through what. */
  private record Path(String from, String into, Storage storage, Remote remote) {}

  private static void round(String trigger, Path path, ClusterRig rig, Scenario scenario) {
    List<String> expected = rig.volume("odd").listing();
    rig.apply(path.remote().source("odd", trigger, "copyMethod: " + path.from()));
    scenario.awaitSynced(source("odd"), trigger);
    rig.apply(path.remote().destination("restored", trigger, "copyMethod: " + path.into()));
    Status back = scenario.awaitSynced(destination("restored"), trigger);
    Volume restored =
        path.into().equals("Snapshot")
            ? rig.fromImage(back, "image-" + trigger, path.storage())
            : rig.volume("restored");
    restored.assertHolds(expected);
  }

  @Test
  void aCopyThatCanOnlyBeReadIsEnough(ClusterRig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(
        remote.source("photos", "first", "copyMethod: Snapshot", "accessModes: [ReadOnlyMany]"));
    scenario.awaitSynced(source("photos"), "first");
    rig.volume("restored");
    rig.apply(remote.destination("restored", "first"));
    scenario.awaitSynced(destination("restored"), "first");
    assertThat(rig.volume("restored").read("one")).isEqualTo("precious");
  }

  @Test
  @Unprivileged
  void anOrdinaryUserCopiesWhatItOwns(ClusterRig rig, Scenario scenario) {
    Remote remote = rig.remote("remote");
    Volume photos = rig.volume("photos");
    photos.run(
        "mkdir -m 750 a; echo precious >a/one; chmod 640 a/one; ln a/one two; ln -s a/one to");
    List<String> before = photos.listing();
    rig.controller().start();
    rig.apply(remote.source("photos", "first"));
    assertThat(scenario.awaitSynced(source("photos"), "first").warning()).isEmpty();

    Volume restored = rig.volume("restored");
    rig.apply(remote.destination("restored", "first"));
    assertThat(scenario.awaitSynced(destination("restored"), "first").warning()).isEmpty();
    restored.assertHolds(before);
  }
}
