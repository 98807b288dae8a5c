package backube.scribe.kubernetes.volume;

import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.event.Announcements;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshot;
import io.fabric8.volumesnapshot.api.model.VolumeSnapshotBuilder;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Volumes as claims and snapshots of the cluster. */
public final class ClusterVolumes implements Volumes {
  private final KubernetesClient client;
  private final Dialect dialect;
  private final Stamp stamp;
  private final OwnObjects<PersistentVolumeClaim> claims;
  private final OwnObjects<VolumeSnapshot> snapshots;
  private final Claims userClaims;
  private final Announcements announcements;
  private final VolumeChecks checks;
  private final VolumeState state;
  private final KeptSnapshots kept;

  public ClusterVolumes(
      KubernetesClient client,
      Dialect dialect,
      OwnObjects<PersistentVolumeClaim> claims,
      OwnObjects<VolumeSnapshot> snapshots,
      Claims userClaims,
      StorageClasses classes,
      Announcements announcements) {
    this.client = client;
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.claims = claims;
    this.snapshots = snapshots;
    this.userClaims = userClaims;
    this.announcements = announcements;
    this.checks = new VolumeChecks(userClaims, snapshots::start);
    this.state = new VolumeState(classes::waitsForPod);
    this.kept = new KeptSnapshots(dialect);
  }

  @Override
  public Optional<Refusal> check(Replication owner, VolumeRequest request) {
    return checks
        .of(owner, request)
        .or(() -> made(owner, request).flatMap(claim -> checks.ofMade(claim, request)));
  }

  /** The volume that was made for a destination, if it is there already. */
  private Optional<PersistentVolumeClaim> made(Replication owner, VolumeRequest request) {
    return request.claim().isPresent()
        ? Optional.empty()
        : claims
            .find(owner.key().namespace(), data(owner, request))
            .filter(claim -> stamp.belongs(claim.getMetadata(), owner));
  }

  @Override
  public VolumeMode mode(Replication owner, String claim) {
    return userClaims.recent(owner.key().namespace(), claim).filter(Claims::isBlock).isPresent()
        ? VolumeMode.BLOCK
        : VolumeMode.FILESYSTEM;
  }

  @Override
  public Optional<Refusal> check(Replication owner, MoverVolume volume) {
    return checks.of(owner, volume);
  }

  @Override
  public Optional<String> givenVolume(Replication owner, VolumeRequest request) {
    return request
        .claim()
        .flatMap(name -> userClaims.now(owner.key().namespace(), name))
        .map(claim -> claim.getMetadata().getUid());
  }

  @Override
  public List<Thing> observe(Replication owner) {
    return things(owner, claims.of(owner), snapshots.of(owner));
  }

  @Override
  public List<Thing> observeLive(Replication owner) {
    return things(owner, claims.complete(owner), snapshots.complete(owner));
  }

  private List<Thing> things(
      Replication owner, List<PersistentVolumeClaim> volumes, List<VolumeSnapshot> theirSnapshots) {
    List<Thing> things = new ArrayList<>();
    for (PersistentVolumeClaim claim : volumes) {
      stamp
          .id(claim.getMetadata())
          .ifPresent(id -> things.add(told(owner, claim, state.of(id, claim))));
    }
    for (VolumeSnapshot snapshot : theirSnapshots) {
      Optional<ThingId> id = stamp.id(snapshot.getMetadata());
      if (id.isPresent() && things.stream().noneMatch(thing -> thing.id().equals(id.get()))) {
        Thing thing =
            id.get().kind() == ThingId.Kind.IMAGE
                ? state.image(id.get(), snapshot)
                : state.halfACopy(id.get(), snapshot);
        things.add(told(owner, snapshot, thing));
        if (kept.wanted(snapshot) && KeptSnapshots.published(owner, snapshot)) {
          kept.letGo(client, owner.uid(), snapshot);
        }
      }
    }
    return things;
  }

  private Thing told(Replication owner, HasMetadata object, Thing thing) {
    if (thing.state() == Thing.State.CREATING) {
      announcements.awaited(owner, object);
    }
    return thing;
  }

  @Override
  public void create(Replication owner, ThingId id, VolumeRequest request) {
    ObjectNames names = new ObjectNames(dialect, owner.key());
    switch (id.kind()) {
      case COPY -> {
        if (request.method() == CopyMethod.SNAPSHOT) {
          copy(owner, id, names, request);
        } else {
          ObjectMeta meta = stamp.of(owner, names.copy(id), id);
          make(claims, owner, id, ClaimBuilder.clone(meta, claim(owner, request), request));
        }
      }
      case VOLUME -> {
        ObjectMeta meta = stamp.of(owner, names.destination(request.received().orElse(false)), id);
        make(
            claims,
            owner,
            id,
            ClaimBuilder.empty(request.cleanup() ? stamp.temporary(owner, meta) : meta, request));
      }
      case IMAGE -> {
        String data = data(owner, request);
        VolumeSnapshot image = snapshot(owner, id, names.image(id, data), data, request);
        KeptSnapshots.anchor(image, namespace(owner));
        make(snapshots, owner, id, image);
      }
      case ATTEMPT -> throw new IllegalArgumentException(id + " is no volume");
    }
  }

  private Namespace namespace(Replication owner) {
    String name = owner.key().namespace();
    return Optional.ofNullable(client.namespaces().withName(name).get())
        .orElseThrow(() -> new EffectFailed("the namespace %s is gone".formatted(name)));
  }

  /** Under another name if that of the copy is taken, such as by one that somebody keeps. */
  private void copy(Replication owner, ThingId id, ObjectNames names, VolumeRequest request) {
    String source = source(request);
    if (!made(snapshots, owner, id, snapshot(owner, id, names.copy(id), source, request))) {
      make(snapshots, owner, id, snapshot(owner, id, names.copyBeside(id), source, request));
    }
  }

  @Override
  public void advance(Replication owner, ThingId id, String uid, VolumeRequest request) {
    Optional<VolumeSnapshot> made = snapshots.of(owner, uid);
    if (made.isPresent()) {
      Optional<Quantity> restoreSize = Optional.ofNullable(made.get().getStatus().getRestoreSize());
      ObjectNames names = new ObjectNames(dialect, owner.key());
      ObjectMeta meta = stamp.of(owner, names.copy(id), id);
      make(
          claims,
          owner,
          id,
          ClaimBuilder.ofSnapshot(
              meta,
              made.get().getMetadata().getName(),
              claim(owner, request),
              request,
              restoreSize));
    }
  }

  private PersistentVolumeClaim claim(Replication owner, VolumeRequest request) {
    return userClaims.needed(owner.key().namespace(), source(request));
  }

  private static String source(VolumeRequest request) {
    return request.claim().orElseThrow(); // a source without one was refused
  }

  private String data(Replication owner, VolumeRequest request) {
    return request
        .claim()
        .orElseGet(
            () ->
                new ObjectNames(dialect, owner.key())
                    .destination(request.received().orElse(false)));
  }

  private VolumeSnapshot snapshot(
      Replication owner, ThingId id, String name, String of, VolumeRequest request) {
    return new VolumeSnapshotBuilder()
        .withMetadata(stamp.of(owner, name, id))
        .withNewSpec()
        .withVolumeSnapshotClassName(request.snapshotClassName().orElse(null))
        .withNewSource()
        .withPersistentVolumeClaimName(of)
        .endSource()
        .endSpec()
        .build();
  }

  private <T extends HasMetadata> void make(
      OwnObjects<T> kind, Replication owner, ThingId id, T wanted) {
    if (!made(kind, owner, id, wanted)) {
      throw new EffectFailed(
          wanted.getKind()
              + " "
              + wanted.getMetadata().getName()
              + " can't be made: there is one that belongs to something else; remove it, or wait"
              + " until it is gone");
    }
  }

  /** Whether it is there now; false if something else has its name. */
  private <T extends HasMetadata> boolean made(
      OwnObjects<T> kind, Replication owner, ThingId id, T wanted) {
    String what = wanted.getKind() + " " + wanted.getMetadata().getName();
    try {
      announcements.made(owner, kind.create(owner, wanted));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw Refused.with(what + " can't be made", e);
      }
      HasMetadata there = client.resource(wanted).get();
      return there == null || stamp.is(there.getMetadata(), owner, id);
    }
  }

  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    try {
      List<PersistentVolumeClaim> theirClaims = parts(claims, owner, id);
      List<VolumeSnapshot> theirSnapshots = parts(snapshots, owner, id);
      boolean same =
          Stream.concat(theirClaims.stream(), theirSnapshots.stream())
              .anyMatch(part -> uid.equals(part.getMetadata().getUid()));
      if (same) {
        theirClaims.forEach(part -> remove(claims, owner, part));
        theirSnapshots.forEach(part -> remove(snapshots, owner, part));
      }
    } catch (KubernetesClientException e) {
      throw Refused.with("the " + id + " can't be removed", e);
    }
  }

  private <T extends HasMetadata> List<T> parts(OwnObjects<T> kind, Replication owner, ThingId id) {
    return kind.of(owner).stream().filter(part -> stamp.is(part.getMetadata(), owner, id)).toList();
  }

  private <T extends HasMetadata> void remove(OwnObjects<T> kind, Replication owner, T part) {
    if (kept.wanted(part)) {
      kept.letGo(client, owner.uid(), part);
    } else {
      kind.delete(part);
    }
  }

  @Override
  public TypedLocalObjectReference reference(
      Replication owner, Optional<ThingId> image, VolumeRequest request) {
    String data = data(owner, request);
    return image
        .map(
            id ->
                new TypedLocalObjectReference(
                    ClaimBuilder.SNAPSHOT_GROUP,
                    "VolumeSnapshot",
                    new ObjectNames(dialect, owner.key()).image(id, data)))
        .orElseGet(() -> new TypedLocalObjectReference("", "PersistentVolumeClaim", data));
  }
}
