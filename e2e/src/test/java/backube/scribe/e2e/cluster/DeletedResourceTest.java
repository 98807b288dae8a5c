package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Scenario;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A resource that is deleted takes everything with it that was made for it. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DeletedResourceTest {
  private static final List<String> KINDS =
      List.of("Job", "Pod", "PersistentVolumeClaim", "VolumeSnapshot", "ServiceAccount");

  @Test
  void aSourceDuringItsBackup(ClusterRig rig) {
    var repository = rig.repository("repo");
    repository.restic("init");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot", Movers.SLOW));
    deleteAtWork(rig, source("photos"));
    assertThat(rig.volume("photos").read("one")).isEqualTo("precious");
    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void aDestinationDuringItsRestore(ClusterRig rig) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(ClusterManifests.intoNewVolume("restore", "manual: once", Movers.SLOW));
    deleteAtWork(rig, destination("restore"));
    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void aDestinationThatHasPublishedAnImage(ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    repository.restic("init");
    repository.resticAtData(rig.volume("photos"), "backup", "--host", "volsync", ".");
    rig.controller().start();
    rig.apply(ClusterManifests.intoNewVolume("restore", "manual: once"));
    scenario.awaitSynced(destination("restore"), "once");
    rig.delete(Resource.Kind.DESTINATION.text(), "restore");
    awaitNothingLeft(rig);
  }

  private static void deleteAtWork(ClusterRig rig, Resource resource) {
    new Movers(rig).awaitAtWork(resource);
    rig.delete(resource.kind().text(), resource.name());
    awaitNothingLeft(rig);
  }

  private static void awaitNothingLeft(ClusterRig rig) {
    Await.until(
        "nothing to be left",
        () ->
            KINDS.stream()
                .flatMap(
                    kind ->
                        rig.objects().list(kind, "app.kubernetes.io/created-by", "scribe").stream()
                            .map(object -> kind + " " + Movers.name(object)))
                .toList(),
        List::isEmpty,
        rig::diagnosis);
  }
}
