package backube.scribe.kubernetes.run;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.event.Announcements;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scratch volumes of a resource, such as a cache. They outlive runs and go with the resource,
 * unless the user wants them dropped after each success.
 */
public final class Scratch {
  private static final Quantity CAPACITY = new Quantity("1Gi");
  private static final List<String> ACCESS = List.of("ReadWriteOnce");
  private static final ScratchOptions NONE =
      new ScratchOptions(Optional.empty(), Optional.empty(), List.of(), false);

  private final KubernetesClient client;
  private final Dialect dialect;
  private final Stamp stamp;
  private final OwnObjects<PersistentVolumeClaim> claims;
  private final Announcements announcements;
  private final Growth growth;

  public Scratch(
      KubernetesClient client,
      Dialect dialect,
      OwnObjects<PersistentVolumeClaim> claims,
      Announcements announcements,
      Growth growth) {
    this.client = client;
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.claims = claims;
    this.announcements = announcements;
    this.growth = growth;
  }

  /** Makes those that are missing. */
  void ensure(Replication owner, Attempt attempt) {
    for (String name : attempt.plan().scratch()) {
      PersistentVolumeClaim wanted = claim(owner, attempt, name);
      Optional<PersistentVolumeClaim> known =
          claims.find(owner.key().namespace(), wanted.getMetadata().getName());
      if (known.isPresent()) {
        requireUsable(owner, known.get());
      } else {
        create(owner, wanted);
      }
    }
  }

  /** Lets grow those that are too small. */
  void grow(Replication owner, Attempt attempt) {
    for (String name : attempt.plan().scratch()) {
      called(owner, name).ifPresent(claim -> growth.ensure(owner, claim, size(attempt, name)));
    }
  }

  private Optional<PersistentVolumeClaim> called(Replication owner, String name) {
    return claims
        .find(owner.key().namespace(), new ObjectNames(dialect, owner.key()).scratch(name))
        .filter(claim -> stamp.belongs(claim.getMetadata(), owner));
  }

  private static Quantity size(Attempt attempt, String name) {
    return attempt.options().scratch().getOrDefault(name, NONE).capacity().orElse(CAPACITY);
  }

  private void create(Replication owner, PersistentVolumeClaim wanted) {
    try {
      announcements.made(owner, claims.create(owner, wanted));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      PersistentVolumeClaim there = client.resource(wanted).get();
      if (there != null) {
        requireUsable(owner, there);
      }
    }
  }

  private void requireUsable(Replication owner, PersistentVolumeClaim claim) {
    String name = claim.getMetadata().getName();
    if (!stamp.belongs(claim.getMetadata(), owner)) {
      throw new EffectFailed(
          "PersistentVolumeClaim %s is not ours: it is needed as scratch space; rename it or remove it"
              .formatted(name));
    }
    if (claim.getMetadata().getDeletionTimestamp() != null) {
      throw new EffectFailed(
          "PersistentVolumeClaim %s is being removed: a new one is made when it is gone"
              .formatted(name));
    }
  }

  /**
   * Removes those that are not kept from sync to sync, after an attempt that succeeded; and those
   * that never became usable, for the next attempt may ask for another kind.
   */
  void discard(Replication owner, Attempt attempt, boolean succeeded) {
    for (String name : attempt.plan().scratch()) {
      boolean dropped = succeeded && attempt.options().scratch().getOrDefault(name, NONE).cleanup();
      called(owner, name).filter(claim -> dropped || neverBound(claim)).ifPresent(claims::delete);
    }
  }

  private static boolean neverBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Pending".equals(claim.getStatus().getPhase());
  }

  /** Always a file system, and in the class of the data, so that both can be mounted together. */
  PersistentVolumeClaim claim(Replication owner, Attempt attempt, String name) {
    ScratchOptions options = attempt.options().scratch().getOrDefault(name, NONE);
    List<String> access = options.accessModes().isEmpty() ? ACCESS : options.accessModes();
    String storageClass =
        options
            .storageClassName()
            .or(() -> attempt.volume().flatMap(VolumeRequest::storageClassName))
            .orElse(null);
    String called = new ObjectNames(dialect, owner.key()).scratch(name);
    return new PersistentVolumeClaimBuilder()
        .withMetadata(
            options.cleanup() ? stamp.temporary(owner, called) : stamp.lasting(owner, called))
        .withNewSpec()
        .withAccessModes(access)
        .withStorageClassName(storageClass)
        .withNewResources()
        .withRequests(Map.of("storage", size(attempt, name)))
        .endResources()
        .endSpec()
        .build();
  }
}
