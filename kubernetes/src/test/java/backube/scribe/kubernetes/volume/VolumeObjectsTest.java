package backube.scribe.kubernetes.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.dialect.InEachDialect;
import backube.scribe.kubernetes.event.Announcements;
import backube.scribe.kubernetes.event.ClusterEvents;
import backube.scribe.kubernetes.object.ObjectGoldens;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.RecordingApi;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.watch.OwnObjects;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The claims and snapshots of runs as files, and the events that tell of them. */
class VolumeObjectsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
  private static final ObjectGoldens CLAIMS = ObjectGoldens.of("claims");
  private static final ObjectGoldens SNAPSHOTS = ObjectGoldens.of("snapshots");
  private static final ObjectGoldens EVENTS = ObjectGoldens.of("events");
  private static final Replication SOURCE = Owners.source("photos");
  private static final Replication DESTINATION = Owners.destination("photos");
  private static final ThingId COPY = ThingId.copy(1_772_445_630L, 1);
  private static final ThingId IMAGE = ThingId.image(1_772_445_630L, 1);

  @AutoClose private final RecordingApi api = new RecordingApi();

  @InEachDialect
  void aSnapshotOfTheSource(Dialect dialect) {
    volumes(dialect).create(SOURCE, COPY, ofData(CopyMethod.SNAPSHOT));

    SNAPSHOTS.same(dialect, "source", api.made("VolumeSnapshot"));
    if (dialect.announces()) {
      EVENTS.same(dialect, "snapshot-created", api.made("Event"));
    }
  }

  @InEachDialect
  void theVolumeOfASnapshotOfTheSource(Dialect dialect) {
    PersistentVolumeClaim copy =
        ClaimBuilder.ofSnapshot(
            new Stamp(dialect).of(SOURCE, new ObjectNames(dialect, SOURCE.key()).copy(COPY), COPY),
            "snapshot",
            data(),
            ofData(CopyMethod.SNAPSHOT),
            Optional.of(new Quantity("4Gi")));

    CLAIMS.same(dialect, "of-snapshot", json(copy));
  }

  @InEachDialect
  void aCloneOfTheSource(Dialect dialect) {
    api.has(data());
    volumes(dialect).create(SOURCE, COPY, ofData(CopyMethod.CLONE));

    CLAIMS.same(dialect, "clone", api.made("PersistentVolumeClaim"));
  }

  @InEachDialect
  void aCloneWithAttributesOfItsOwn(Dialect dialect) {
    api.has(data());
    volumes(dialect).create(SOURCE, COPY, withOptions(CopyMethod.CLONE, Optional.of("data")));

    CLAIMS.same(dialect, "clone-options", api.made("PersistentVolumeClaim"));
  }

  @InEachDialect
  void aSnapshotOfAClassAndOfALaterTry(Dialect dialect) {
    volumes(dialect)
        .create(
            SOURCE,
            ThingId.copy(COPY.run(), 2),
            withOptions(CopyMethod.SNAPSHOT, Optional.of("data")));

    SNAPSHOTS.same(dialect, "source-options", api.made("VolumeSnapshot"));
  }

  @InEachDialect
  void aVolumeToRestoreInto(Dialect dialect) {
    volumes(dialect)
        .create(DESTINATION, ThingId.volume(), withOptions(CopyMethod.SNAPSHOT, Optional.empty()));

    CLAIMS.same(dialect, "destination", api.made("PersistentVolumeClaim"));
  }

  @InEachDialect
  void theImageThatADestinationPublishes(Dialect dialect) {
    api.has(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName("ns")
            .withUid("uid-of-ns")
            .endMetadata()
            .build());
    volumes(dialect).create(DESTINATION, IMAGE, withOptions(CopyMethod.SNAPSHOT, Optional.empty()));

    SNAPSHOTS.same(dialect, "image", api.made("VolumeSnapshot"));
  }

  @InEachDialect
  void aDeviceToReceiveInto(Dialect dialect) {
    volumes(dialect).create(DESTINATION, ThingId.volume(), blockOf(CopyMethod.SNAPSHOT));

    CLAIMS.same(dialect, "destination-block", api.made("PersistentVolumeClaim"));
  }

  @InEachDialect
  void aCloneOfADevice(Dialect dialect) {
    api.has(device());
    volumes(dialect).create(SOURCE, COPY, ofData(CopyMethod.CLONE));

    CLAIMS.same(dialect, "clone-block", api.made("PersistentVolumeClaim"));
  }

  @Test
  void aDeviceIsTakenByMoversThatUnderstandIt() {
    ClusterVolumes volumes = volumes(Dialect.SCRIBE);
    api.has(data());
    assertThat(volumes.check(SOURCE, understanding(CopyMethod.CLONE, null))).isEmpty();
    assertThat(volumes.mode(SOURCE, "data")).isEqualTo(VolumeMode.FILESYSTEM);

    api.has(device());
    assertThat(volumes.check(SOURCE, understanding(CopyMethod.CLONE, null))).isEmpty();
    assertThat(volumes.mode(SOURCE, "data")).isEqualTo(VolumeMode.BLOCK);
  }

  @Test
  void aCopyThatCouldNotHoldItsSourceIsRefused() {
    ClusterVolumes volumes = volumes(Dialect.SCRIBE);
    api.has(data());
    assertThat(
            volumes.check(SOURCE, understanding(CopyMethod.CLONE, "2Gi")).orElseThrow().message())
        .isEqualTo(
            "capacity: a copy of PersistentVolumeClaim \"data\" needs at least its 3Gi, found 2Gi;"
                + " leave it out");
    assertThat(volumes.check(SOURCE, understanding(CopyMethod.CLONE, "3072Mi"))).isEmpty();
    assertThat(volumes.check(SOURCE, understanding(CopyMethod.DIRECT, "2Gi"))).isEmpty();
    assertThat(volumes.check(DESTINATION, understanding(CopyMethod.DIRECT, "2Gi"))).isEmpty();
  }

  @Test
  void aVolumeThatWasMadeKeepsItsMode() {
    VolumeChecks checks = new VolumeChecks(new Claims(api.client(), CLOCK), () -> true);
    VolumeRequest block = blockOf(CopyMethod.SNAPSHOT);
    VolumeRequest files = withOptions(CopyMethod.SNAPSHOT, Optional.empty());

    assertThat(checks.ofMade(device(), block)).isEmpty();
    assertThat(checks.ofMade(data(), files)).isEmpty();
    assertThat(checks.ofMade(data(), block).orElseThrow().message())
        .isEqualTo(
            "volumeMode: PersistentVolumeClaim \"data\", made for this destination, is a Filesystem"
                + " and can't become a Block; remove it, or set volumeMode back");
    assertThat(checks.ofMade(device(), files).orElseThrow().message())
        .contains("is a Block and can't become a Filesystem");
  }

  @Test
  void aDeviceCanNotBeMountedBesideTheData() {
    api.has(device());
    MoverVolume beside =
        new MoverVolume(
            "more",
            new MoverVolume.Source(
                Optional.empty(),
                Optional.of(new PersistentVolumeClaimVolumeSource("data", false)),
                Optional.empty()));

    assertThat(volumes(Dialect.SCRIBE).check(SOURCE, beside).orElseThrow().message())
        .isEqualTo(
            "moverVolumes: PersistentVolumeClaim \"data\" has volumeMode Block; only a Filesystem"
                + " can be mounted");
  }

  @Test
  void aClaimOfSomebodyElseIsNotTakenForOurs() {
    api.has(data());
    api.has(
        new PersistentVolumeClaimBuilder(data())
            .editMetadata()
            .withName("scribe-photos-src")
            .endMetadata()
            .build());

    assertThatThrownBy(() -> volumes(Dialect.SCRIBE).create(SOURCE, COPY, ofData(CopyMethod.CLONE)))
        .isInstanceOf(EffectFailed.class)
        .hasMessageContaining("scribe-photos-src can't be made: there is one that belongs to");
    assertThat(api.made()).isEmpty();
  }

  @Test
  void whereThereAreNoSnapshotsOnlyThatMethodIsRefused() {
    api.has(data());
    ClusterVolumes volumes = volumes(Dialect.SCRIBE);

    assertThat(volumes.check(SOURCE, ofData(CopyMethod.SNAPSHOT)).orElseThrow().message())
        .contains("this cluster has no VolumeSnapshots; install the snapshot controller");
    assertThat(volumes.check(SOURCE, ofData(CopyMethod.CLONE))).isEmpty();
    assertThat(volumes.check(SOURCE, ofData(CopyMethod.DIRECT))).isEmpty();
    assertThat(volumes.observeLive(SOURCE)).isEmpty();
  }

  @Test
  void aVolumeThatCanNotBeUsedIsRefused() {
    ClusterVolumes volumes = volumes(Dialect.SCRIBE);
    VolumeRequest request = ofData(CopyMethod.CLONE);
    assertThat(volumes.check(SOURCE, request).orElseThrow().message())
        .isEqualTo("PersistentVolumeClaim \"data\" not found");

    api.has(device());
    assertThat(volumes.check(SOURCE, request).orElseThrow().message())
        .isEqualTo(
            "PersistentVolumeClaim \"data\" has volumeMode Block; this mover needs Filesystem");

    api.has(
        new PersistentVolumeClaimBuilder(data())
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T12:00:00Z")
            .endMetadata()
            .build());
    assertThat(volumes.check(SOURCE, request).orElseThrow().message())
        .isEqualTo("PersistentVolumeClaim \"data\" is being deleted");
  }

  private ClusterVolumes volumes(Dialect dialect) {
    Stamp stamp = new Stamp(dialect);
    return new ClusterVolumes(
        api.client(),
        dialect,
        new OwnObjects<>(PersistentVolumeClaim.class, api.client(), stamp, changed -> {}),
        new OwnObjects<>(VolumeSnapshot.class, api.client(), stamp, changed -> {}),
        new Claims(api.client(), CLOCK),
        new StorageClasses(api.client(), missing -> {}),
        new Announcements(
            new ClusterEvents(api.client(), dialect, CLOCK, "scribe-0"), dialect, CLOCK));
  }

  private JsonNode json(PersistentVolumeClaim claim) {
    return api.client().getKubernetesSerialization().convertValue(claim, JsonNode.class);
  }

  /** Asked for 2Gi, got 3Gi. */
  private static PersistentVolumeClaim data() {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName("data")
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName("fast")
        .withVolumeMode("Filesystem")
        .withNewResources()
        .withRequests(Map.of("storage", new Quantity("2Gi")))
        .endResources()
        .endSpec()
        .withNewStatus()
        .withCapacity(Map.of("storage", new Quantity("3Gi")))
        .endStatus()
        .build();
  }

  private static PersistentVolumeClaim device() {
    return new PersistentVolumeClaimBuilder(data())
        .editSpec()
        .withVolumeMode("Block")
        .endSpec()
        .build();
  }

  private static VolumeRequest blockOf(CopyMethod method) {
    return new VolumeRequest(
        method,
        Optional.empty(),
        Optional.of(new Quantity("5Gi")),
        Optional.empty(),
        List.of("ReadWriteOnce"),
        Optional.empty(),
        true,
        false,
        Optional.of(true),
        Optional.of(VolumeMode.BLOCK));
  }

  /** Of a mover that understands devices, too. */
  private static VolumeRequest understanding(CopyMethod method, @Nullable String capacity) {
    return new VolumeRequest(
        method,
        Optional.of("data"),
        Optional.ofNullable(capacity).map(Quantity::new),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        true,
        false);
  }

  private static VolumeRequest ofData(CopyMethod method) {
    return new VolumeRequest(
        method,
        Optional.of("data"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        false);
  }

  private static VolumeRequest withOptions(CopyMethod method, Optional<String> claim) {
    return new VolumeRequest(
        method,
        claim,
        Optional.of(new Quantity("5Gi")),
        Optional.of("slow"),
        List.of("ReadWriteMany"),
        Optional.of("snapshots"),
        false,
        true);
  }
}
