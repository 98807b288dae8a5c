package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's own volumes come, go, and are used by others. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class UsersVolumeTest {
  @Test
  void aSourceWaitsForItsVolumeToBeMade(ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot"));
    Status missing = scenario.awaitReason(source("photos"), "MissingReference");
    assertThat(missing.message()).isEqualTo("PersistentVolumeClaim \"photos\" not found");

    rig.volume("photos");
    scenario.awaitSynced(source("photos"), "first");
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aSourceThatIsDeletedDuringItsBackupIsBackedUpAndThenMissed(
      ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    ClusterVolume photos = (ClusterVolume) rig.volume("photos");
    photos.write("one", "precious");
    rig.controller().start();
    rig.apply(photos("first"));
    new Movers(rig).awaitAtWork(source("photos"));
    rig.delete("PersistentVolumeClaim", "photos");
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();

    rig.apply(photos("second"));
    Status going = scenario.awaitReason(source("photos"), "VolumeUnusable");
    assertThat(going.message()).contains("PersistentVolumeClaim \"photos\" is being deleted");

    photos.leave();
    scenario.awaitReason(source("photos"), "MissingReference");
    rig.apply(ClusterVolume.manifest("photos"));
    scenario.awaitSynced(source("photos"), "second");
    repository.check();
  }

  private static String photos(String trigger) {
    return Manifests.source("photos", "manual: " + trigger, "copyMethod: Snapshot", Movers.SLOW);
  }

  @Test
  void aDestinationThatIsReplacedBeforeItsImageIsMadeIsRestoredAnew(
      ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
    try (OwnClasses classes = new OwnClasses(rig)) {
      rig.apply(ClusterVolume.manifest("restored"));
      rig.apply(
          Manifests.destination(
              "restored",
              "manual: once",
              "copyMethod: Snapshot",
              "volumeSnapshotClassName: " + classes.name("late")));
      Status waiting = scenario.awaitReason(destination("restored"), "WaitingForVolume");
      assertThat(waiting.message()).startsWith("waiting for the image");

      // Kubernetes keeps a volume as long as a snapshot of it is being made, unless it is forced.
      rig.delete("PersistentVolumeClaim", "restored");
      rig.objects()
          .merge("PersistentVolumeClaim", "restored", "{\"metadata\":{\"finalizers\":null}}");
      scenario.awaitReason(destination("restored"), "MissingReference");
      rig.apply(ClusterVolume.manifest("restored"));
      classes.snapshots("late", Map.of());
      Status done = scenario.awaitSynced(destination("restored"), "once");
      assertThat(rig.fromImage(done, "again").read("one")).isEqualTo("precious");
    }
  }

  @Test
  void severalSourcesOfOneVolumeAreBackedUpAtOnce(ClusterRig rig, Scenario scenario) {
    var one = rig.repository("repo");
    var other = rig.repository("other");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot"));
    rig.apply(
        Manifests.source("more", "manual: first", "copyMethod: Snapshot")
            .replace("sourcePVC: more", "sourcePVC: photos")
            .replace("repository: repo", "repository: other"));
    rig.apply(
        Manifests.source("clone", "manual: first", "copyMethod: Clone", "hostname: clone")
            .replace("sourcePVC: clone", "sourcePVC: photos"));
    for (String name : List.of("photos", "more", "clone")) {
      scenario.awaitSynced(source(name), "first");
    }
    assertThat(one.snapshots()).hasSize(2);
    assertThat(other.snapshots()).hasSize(1);
    assertThat(rig.leftovers()).isEmpty();
    one.check();
  }

  @Test
  void aBlockVolumeIsRefusedAtOnce(ClusterRig rig, Scenario scenario) {
    String storage = Knob.EXACT_VOLUMES.value();
    rig.repository("repo");
    rig.controller().start();
    rig.apply(ClusterVolume.manifest("photos", storage) + "  volumeMode: Block\n");
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot"));
    rig.apply(Manifests.destination("photos", "manual: first"));
    for (var resource : List.of(source("photos"), destination("photos"))) {
      Status refused = scenario.awaitReason(resource, "VolumeUnusable");
      assertThat(refused.message())
          .isEqualTo(
              "PersistentVolumeClaim \"photos\" has volumeMode Block; this mover needs Filesystem");
    }
    assertThat(rig.belongings()).isEmpty();
  }

  @Test
  void aVolumeThatOnlyOnePodMayUseIsWaitedForWhileAnotherOneDoes(
      ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.controller().start();
    rig.apply(ClusterVolume.manifest("photos").replace("[ReadWriteOnce]", "[ReadWriteOncePod]"));
    ClusterVolume photos = rig.existing("photos", Workload.ROOT);
    photos.write("one", "precious");
    rig.apply(Manifests.source("photos", "manual: first"));
    Status waiting = scenario.awaitReason(source("photos"), "WaitingForMover");
    assertThat(waiting.message()).contains("ReadWriteOncePod");

    photos.leave();
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1Gi", "1e30", "9Ei", "abc"})
  void aSizeThatIsNoneIsRefusedByItsName(String size, ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.controller().start();
    for (String field : List.of("capacity", "cacheCapacity")) {
      String told;
      try {
        rig.apply(Manifests.source("photos", "manual: first", field + ": \"" + size + "\""));
        told =
            scenario
                .await(
                    source("photos"),
                    "to refuse " + field,
                    status -> status.message().contains("." + field))
                .message();
      } catch (KubernetesClientException refused) {
        told = refused.getMessage();
      }
      assertThat(told).contains("restic." + field, size);
    }
    assertThat(rig.belongings()).isEmpty();
  }
}
