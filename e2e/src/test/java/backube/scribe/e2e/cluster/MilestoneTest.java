package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.Unprivileged;
import backube.scribe.e2e.rig.Resource;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From a volume through an object store to a new volume, by manifests alone. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class MilestoneTest {
  /** The group of its files is not the one it runs with: only a volume's fsGroup gives that. */
  private static final Workload WRITER = new Workload(1234, 1234, 5678L);

  /** Sees files as they are: without fsGroup the kubelet leaves them alone. */
  private static final Workload READER = new Workload(1234, 5678, null);

  private static final String FILL =
      """
      umask 027
      mkdir -p photos/2024 "with spaces"
      echo beach >photos/2024/beach.jpg
      echo secret >photos/key && chmod 600 photos/key
      echo run >photos/tool && chmod 750 photos/tool
      echo odd >"with spaces/a file" && chmod 664 "with spaces/a file"
      head -c 3000000 /dev/urandom >big
      ln -s photos/2024 latest
      ln big photos/hard
      chmod 700 "with spaces"
      """;

  private static final String MANIFESTS =
      """
      apiVersion: scribe.backube/v1alpha1
      kind: ReplicationSource
      metadata:
        name: backup
      spec:
        sourcePVC: photos
        trigger: {manual: first}
        restic:
          repository: repo
          copyMethod: Snapshot
      """;

  private static final String RESTORE =
      """
      apiVersion: scribe.backube/v1alpha1
      kind: ReplicationDestination
      metadata:
        name: restore
      spec:
        trigger: {manual: once}
        restic:
          repository: repo
          copyMethod: Snapshot
          capacity: 1Gi
          accessModes: [ReadWriteOnce]
          moverSecurityContext:
            runAsUser: 1234
            runAsGroup: 5678
            fsGroup: 5678
            runAsNonRoot: true
            seccompProfile: {type: RuntimeDefault}
      """;

  @Test
  @Unprivileged
  void backsUpFromASnapshotToS3AndRestoresIntoANewVolumeWhereRestrictedIsEnforced(
      ClusterRig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.apply(ClusterVolume.manifest("photos"));
    ClusterVolume photos = rig.existing("photos", WRITER);
    photos.run(FILL);
    List<String> before = photos.listing();
    assertThat(before).anyMatch(line -> line.matches("file 0600 1234:5678 7 .* \\./photos/key"));

    rig.controller().start();
    rig.apply(MANIFESTS);
    Status saved = scenario.awaitSynced(source("backup"), "first");
    assertThat(saved.result()).isEqualTo("Successful");
    assertThat(saved.warning()).isEmpty();
    assertThat(repository.snapshots())
        .singleElement()
        .satisfies(snapshot -> assertThat(snapshot.id()).isEqualTo(saved.lastSnapshot()));
    assertThat(rig.leftovers()).isEmpty();
    assertThat(photos.listing()).as("the source, untouched").isEqualTo(before);

    rig.apply(RESTORE);
    Status back = scenario.awaitSynced(destination("restore"), "once");
    JsonNode image = back.json().path("latestImage");
    assertThat(image.path("kind").asText()).isEqualTo("VolumeSnapshot");
    assertThat(rig.leftovers()).isEmpty();
    assertThat(rig.objects().list("Pod")).extracting(Movers::name).containsExactly("volume-photos");
    assertThat(rig.objects().list("VolumeSnapshot"))
        .extracting(Movers::name)
        .containsExactly(image.path("name").asText());

    assertThat(withoutTop(rig.fromImage(back, "again", READER).listing()))
        .as("content, times, owners and modes")
        .isEqualTo(withoutTop(before));

    rig.awaitEvents(source("backup"), "");
    assertNoSecretIn(rig, repository.password(), source("backup"), destination("restore"));
  }

  /** The mover's fsGroup is the top folder's, as it would be on any volume that a pod mounts. */
  private static List<String> withoutTop(List<String> listing) {
    return listing.stream().filter(line -> !line.endsWith(" .")).toList();
  }

  private static void assertNoSecretIn(ClusterRig rig, String secret, Resource... resources) {
    for (Resource resource : resources) {
      assertThat(rig.log(resource)).doesNotContain(secret);
      assertThat(rig.events(resource)).noneMatch(event -> event.contains(secret));
    }
    assertThat(rig.diagnosis()).doesNotContain(secret);
  }
}
