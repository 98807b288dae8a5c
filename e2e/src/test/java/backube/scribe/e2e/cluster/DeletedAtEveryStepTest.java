package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Volume;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A resource that is deleted at whatever step of its run leaves nothing, and harms nothing. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DeletedAtEveryStepTest {
  /** In turn. */
  private static final List<DeletionPropagation> WAYS =
      List.of(DeletionPropagation.BACKGROUND, DeletionPropagation.FOREGROUND);

  @Test
  void aSourceWithSnapshot(ClusterRig rig) {
    deleteSources(
        rig,
        "Snapshot",
        List.of(
            Moment.SNAPSHOT_MADE,
            Moment.SNAPSHOT_READY,
            Moment.COPY_MADE,
            Moment.CACHE_MADE,
            Moment.JOB_MADE,
            Moment.AT_WORK,
            Moment.JOB_COMPLETE,
            Moment.CLEANING_UP));
  }

  @Test
  void aSourceWithClone(ClusterRig rig) {
    deleteSources(
        rig,
        "Clone",
        List.of(Moment.COPY_MADE, Moment.AT_WORK, Moment.JOB_COMPLETE, Moment.CLEANING_UP));
  }

  @Test
  void aDestinationWithAnImageOfItsOwnVolume(ClusterRig rig) {
    Repository repository = filled(rig);
    deleteAt(
        rig,
        repository,
        destination("restore"),
        ClusterManifests.intoNewVolume("restore", "manual: once", Movers.SLOW),
        List.of(
            Moment.VOLUME_MADE,
            Moment.JOB_MADE,
            Moment.AT_WORK,
            Moment.JOB_COMPLETE,
            Moment.IMAGE_MADE,
            Moment.CLEANING_UP));
  }

  @Test
  void aDestinationWithAnImageOfAGivenVolume(ClusterRig rig) {
    Repository repository = filled(rig);
    Volume given = rig.volume("restore");
    given.write("mine", "kept");
    deleteAt(
        rig,
        repository,
        destination("restore"),
        Manifests.destination("restore", "manual: once", "copyMethod: Snapshot", Movers.SLOW),
        List.of(Moment.AT_WORK, Moment.IMAGE_MADE, Moment.CLEANING_UP));
    assertThat(given.read("mine")).isEqualTo("kept");
    assertThat(given.read("one")).isEqualTo("precious");
  }

  private static Repository filled(ClusterRig rig) {
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
    return repository;
  }

  private static void deleteSources(ClusterRig rig, String copyMethod, List<Moment> moments) {
    deleteAt(
        rig,
        filled(rig),
        source("photos"),
        Manifests.source("photos", "manual: first", "copyMethod: " + copyMethod, Movers.SLOW),
        moments);
    assertThat(rig.volume("photos").read("one")).isEqualTo("precious");
  }

  private static void deleteAt(
      ClusterRig rig,
      Repository repository,
      Resource resource,
      String manifest,
      List<Moment> moments) {
    for (Moment moment : moments) {
      rig.apply(manifest);
      moment.await(rig, resource);
      awaitSnapshotsTaken(rig);
      rig.objects()
          .delete(
              resource.kind().text(),
              resource.name(),
              WAYS.get(moments.indexOf(moment) % WAYS.size()));
      Await.until(
          resource + " to be gone that was deleted at " + moment,
          () -> rig.objects().get(resource.kind().text(), resource.name()),
          JsonNode::isMissingNode,
          rig::diagnosis);
      Await.until(
          "nothing to be left that was there at " + moment,
          () -> rig.belongings(),
          List::isEmpty,
          rig::diagnosis);
      assertThat(repository.locks()).as("locks after %s", moment).isEmpty();
    }
    repository.check();
  }

  /**
   * Until the cluster's snapshot controller has put its finalizer on them: it forgets the content
   * of one that is gone before.
   */
  private static void awaitSnapshotsTaken(ClusterRig rig) {
    Await.until(
        "the snapshot controller to have taken note of all snapshots",
        () -> rig.objects().list("VolumeSnapshot"),
        all -> all.stream().noneMatch(snapshot -> snapshot.at("/metadata/finalizers").isEmpty()),
        rig::diagnosis);
  }
}
