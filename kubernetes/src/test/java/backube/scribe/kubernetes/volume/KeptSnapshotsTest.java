package backube.scribe.kubernetes.volume;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.Json;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.Stamp;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptSnapshotsTest {
  private static final Replication OWNER = Owners.destination("photos");
  private static final KeptSnapshots KEPT = new KeptSnapshots(Dialect.VOLSYNC);

  @Test
  void aSnapshotIsKeptForTheLabelOfItsDialectWhateverItsValue() {
    ObjectMeta meta = image(Dialect.VOLSYNC);
    assertThat(wanted(meta)).isFalse();

    meta.getLabels().put("scribe.backube/do-not-delete", "true");
    assertThat(wanted(meta)).as("another dialect's").isFalse();

    meta.getLabels().put("volsync.backube/do-not-delete", "");
    assertThat(wanted(meta)).isTrue();
  }

  @Test
  void nothingButSnapshotsIsKept() {
    ObjectMeta meta = image(Dialect.VOLSYNC);
    meta.getLabels().put("volsync.backube/do-not-delete", "");
    assertThat(KEPT.wanted(new PersistentVolumeClaimBuilder().withMetadata(meta).build()))
        .isFalse();
  }

  @Test
  void whatIsLetGoLosesWhatMadeItOursAndNothingElse() throws JsonProcessingException {
    ObjectMeta meta = image(Dialect.VOLSYNC);
    meta.setResourceVersion("7");
    meta.getLabels().put("volsync.backube/do-not-delete", "");
    meta.getLabels().put("team", "blue");
    meta.getOwnerReferences().add(new OwnerReference("v1", null, null, "Pod", "other", "uid-9"));
    JsonNode patch = Json.strict().readTree(KEPT.patch(OWNER.uid(), meta));

    assertThat(patch)
        .isEqualTo(
            Json.strict()
                .readTree(
                    """
                    {"metadata": {
                      "resourceVersion": "7",
                      "labels": {
                        "app.kubernetes.io/created-by": null,
                        "volsync.backube/owner": null,
                        "volsync.backube/part": null,
                        "volsync.backube/round": null,
                        "volsync.backube/run": null
                      },
                      "ownerReferences": [
                        {"apiVersion": "v1", "kind": "Pod", "name": "other", "uid": "uid-9"}
                      ]
                    }}
                    """));
  }

  @Test
  void anImageIsAnchoredSoThatTheCollectorLeavesItAndLosesTheAnchorWhenItIsLetGo()
      throws JsonProcessingException {
    VolumeSnapshot image = new VolumeSnapshotBuilder().withMetadata(image(Dialect.VOLSYNC)).build();
    KeptSnapshots.anchor(
        image,
        new NamespaceBuilder()
            .withNewMetadata()
            .withName("ns")
            .withUid("n1")
            .endMetadata()
            .build());

    assertThat(image.getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getKind)
        .containsExactly("ReplicationDestination", "Namespace");
    assertThat(
            Json.strict()
                .readTree(KEPT.patch(OWNER.uid(), image.getMetadata()))
                .path("metadata")
                .path("ownerReferences"))
        .isEmpty();
  }

  @Test
  void anImageIsSharedWhenAnotherObjectOwnsItToo() {
    ObjectMeta meta = image(Dialect.VOLSYNC);
    meta.setOwnerReferences(List.of(new OwnerReference("v1", null, null, "Namespace", "ns", "n1")));
    assertThat(KeptSnapshots.shared(meta)).isFalse();

    meta.setOwnerReferences(
        List.of(new OwnerReference("v1", null, null, "PersistentVolumeClaim", "one", "p1")));
    assertThat(KeptSnapshots.shared(meta)).isTrue();
  }

  private static boolean wanted(ObjectMeta meta) {
    return KEPT.wanted(new VolumeSnapshotBuilder().withMetadata(meta).build());
  }

  private static ObjectMeta image(Dialect dialect) {
    return new Stamp(dialect).of(OWNER, "image", ThingId.image(1, 1));
  }
}
