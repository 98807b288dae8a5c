package backube.scribe.kubernetes.volume;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.core.volume.VolumeRequest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimBuilderTest {
  private static final VolumeRequest NOTHING_SAID = request(null, null, List.of());

  @Test
  void aCloneIsLikeItsSource() {
    PersistentVolumeClaimSpec clone = clone(source("3Gi"), NOTHING_SAID);

    assertThat(size(clone)).isEqualTo("3Gi");
    assertThat(clone.getStorageClassName()).isEqualTo("fast");
    assertThat(clone.getAccessModes()).containsExactly("ReadWriteOnce");
    assertThat(clone.getVolumeMode()).isEqualTo("Filesystem");
    assertThat(clone.getDataSource().getKind()).isEqualTo("PersistentVolumeClaim");
    assertThat(clone.getDataSource().getApiGroup()).isNull();
    assertThat(clone.getDataSource().getName()).isEqualTo("data");
  }

  @Test
  void whatWasAskedForIsTakenBeforeWhatTheSourceHas() {
    VolumeRequest asked = request("9Gi", "slow", List.of("ReadOnlyMany"));
    PersistentVolumeClaimSpec clone = clone(source("3Gi"), asked);

    assertThat(size(clone)).isEqualTo("9Gi");
    assertThat(clone.getStorageClassName()).isEqualTo("slow");
    assertThat(clone.getAccessModes()).containsExactly("ReadOnlyMany");
    assertThat(size(ofSnapshot(source("3Gi"), asked, "5Gi"))).isEqualTo("9Gi");
  }

  @Test
  void aVolumeOfASnapshotIsAsLargeAsTheSnapshotNeeds() {
    assertThat(size(ofSnapshot(source("3Gi"), NOTHING_SAID, "5Gi"))).isEqualTo("5Gi");
    assertThat(size(ofSnapshot(source("3Gi"), NOTHING_SAID, "0"))).isEqualTo("3Gi");
    assertThat(size(ofSnapshot(source("3Gi"), NOTHING_SAID, null))).isEqualTo("3Gi");
    assertThat(ofSnapshot(source("3Gi"), NOTHING_SAID, null).getDataSource().getApiGroup())
        .isEqualTo("snapshot.storage.k8s.io");
    assertThat(ofSnapshot(source("3Gi"), NOTHING_SAID, null).getDataSource().getName())
        .isEqualTo("snapshot");
  }

  @Test
  void aSourceThatWasNotProvisionedYetIsAsLargeAsItAskedFor() {
    assertThat(size(clone(source(null), NOTHING_SAID))).isEqualTo("1Gi");
  }

  private static PersistentVolumeClaimSpec clone(
      PersistentVolumeClaim source, VolumeRequest request) {
    return ClaimBuilder.clone(new ObjectMetaBuilder().withName("copy").build(), source, request)
        .getSpec();
  }

  private static PersistentVolumeClaimSpec ofSnapshot(
      PersistentVolumeClaim source, VolumeRequest request, String restoreSize) {
    return ClaimBuilder.ofSnapshot(
            new ObjectMetaBuilder().withName("copy").build(),
            "snapshot",
            source,
            request,
            Optional.ofNullable(restoreSize).map(Quantity::new))
        .getSpec();
  }

  private static String size(PersistentVolumeClaimSpec claim) {
    return claim.getResources().getRequests().get("storage").toString();
  }

  private static PersistentVolumeClaim source(String provisioned) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("data")
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName("fast")
        .withNewResources()
        .withRequests(Map.of("storage", new Quantity("1Gi")))
        .endResources()
        .endSpec()
        .withNewStatus()
        .withCapacity(provisioned == null ? null : Map.of("storage", new Quantity(provisioned)))
        .endStatus()
        .build();
  }

  private static VolumeRequest request(String capacity, String storageClass, List<String> modes) {
    return new VolumeRequest(
        CopyMethod.CLONE,
        Optional.of("data"),
        Optional.ofNullable(capacity).map(Quantity::new),
        Optional.ofNullable(storageClass),
        modes,
        Optional.empty(),
        false,
        false);
  }
}
