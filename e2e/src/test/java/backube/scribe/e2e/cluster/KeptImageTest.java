package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Images that somebody wants to keep, and says so only a moment before their destination goes. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KeptImageTest {
  @Test
  void anImageOutlivesItsDestinationHoweverThatIsDeleted(ClusterRig rig, Scenario scenario) {
    begin(rig);
    List<String> images = new ArrayList<>();
    for (DeletionPropagation way :
        List.of(DeletionPropagation.BACKGROUND, DeletionPropagation.FOREGROUND)) {
      images.add(published(rig, scenario));
      keep(rig, images.get(images.size() - 1));
      rig.objects().delete(Resource.Kind.DESTINATION.text(), "restore", way);
      awaitLetGo(rig, images.get(images.size() - 1));
    }
    assertKept(rig, images);
  }

  @Test
  void anImageOfADestinationThatIsDeletedAloneStays(ClusterRig rig, Scenario scenario) {
    begin(rig);
    String image = published(rig, scenario);
    rig.objects().delete(Resource.Kind.DESTINATION.text(), "restore", DeletionPropagation.ORPHAN);
    awaitLetGo(rig, image);
    assertKept(rig, List.of(image));
    assertThat(rig.objects().get("PersistentVolumeClaim", "scribe-restore-dest").isMissingNode())
        .isFalse();
  }

  private static void begin(ClusterRig rig) {
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
  }

  private static String published(ClusterRig rig, Scenario scenario) {
    rig.apply(ClusterManifests.intoNewVolume("restore", "manual: once"));
    return scenario
        .awaitSynced(destination("restore"), "once")
        .json()
        .at("/latestImage/name")
        .asText();
  }

  private static void keep(ClusterRig rig, String image) {
    rig.apply(
        """
        apiVersion: snapshot.storage.k8s.io/v1
        kind: VolumeSnapshot
        metadata:
          name: %s
          labels: {scribe.backube/do-not-delete: "yes"}
        """
            .formatted(image));
  }

  private static void awaitLetGo(ClusterRig rig, String image) {
    Await.until(
        "the destination to be gone and its image let go",
        () -> rig.objects().get("VolumeSnapshot", image).path("metadata"),
        meta ->
            meta.path("ownerReferences").isEmpty()
                && meta.at("/labels/scribe.backube~1owner").isMissingNode()
                && rig.objects().get(Resource.Kind.DESTINATION.text(), "restore").isMissingNode(),
        rig::diagnosis);
  }

  private static void assertKept(ClusterRig rig, List<String> images) {
    for (String image : images) {
      JsonNode snapshot = rig.objects().get("VolumeSnapshot", image);
      assertThat(snapshot.at("/metadata/uid").isMissingNode()).as(image).isFalse();
      assertThat(snapshot.at("/metadata/deletionTimestamp").isMissingNode()).as(image).isTrue();
    }
  }
}
