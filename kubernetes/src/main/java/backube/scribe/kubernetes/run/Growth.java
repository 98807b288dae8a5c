package backube.scribe.kubernetes.run;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.volume.Claims;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Gives volumes that outlive runs the size that is asked for now. One that can't have it stays as
 * it is, which is told and stops nothing.
 */
public final class Growth {
  private final Dialect dialect;
  private final Stamp stamp;
  private final BiFunction<String, String, Optional<PersistentVolumeClaim>> claims;
  private final BiConsumer<PersistentVolumeClaim, Quantity> resize;
  private final Events events;

  public Growth(
      KubernetesClient client,
      Dialect dialect,
      OwnObjects<PersistentVolumeClaim> claims,
      Events events) {
    this(dialect, claims::find, (claim, size) -> resize(client, claim, size), events);
  }

  Growth(
      Dialect dialect,
      BiFunction<String, String, Optional<PersistentVolumeClaim>> claims,
      BiConsumer<PersistentVolumeClaim, Quantity> resize,
      Events events) {
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.claims = claims;
    this.resize = resize;
    this.events = events;
  }

  /** Of the volume that was made for a destination, if the attempt writes into one. */
  void ofDestination(Replication owner, Attempt attempt) {
    if (attempt.data().copied() || attempt.data().claim().isPresent()) {
      return;
    }
    attempt
        .volume()
        .ifPresent(request -> request.capacity().ifPresent(size -> grow(owner, request, size)));
  }

  private void grow(Replication owner, VolumeRequest request, Quantity size) {
    claims
        .apply(
            owner.key().namespace(),
            new ObjectNames(dialect, owner.key()).destination(request.received().orElse(false)))
        .filter(claim -> stamp.belongs(claim.getMetadata(), owner))
        .ifPresent(claim -> ensure(owner, claim, size));
  }

  /** Of a claim that is there already. */
  void ensure(Replication owner, PersistentVolumeClaim claim, Quantity size) {
    Quantity has = Claims.requested(claim);
    int more = size.getNumericalAmount().compareTo(has.getNumericalAmount());
    if (more < 0) {
      tell(owner, claim, has, "%s was asked for, but volumes can't shrink".formatted(size));
    } else if (more > 0) {
      try {
        resize.accept(claim, size);
      } catch (KubernetesClientException e) {
        tell(owner, claim, has, "it can't grow to %s: %s".formatted(size, Refused.reason(e)));
      }
    }
  }

  private void tell(Replication owner, PersistentVolumeClaim claim, Quantity has, String why) {
    events.record(
        owner,
        Events.Type.WARNING,
        Reasons.EFFECT_FAILED,
        "Sync",
        "PersistentVolumeClaim %s keeps its %s: %s"
            .formatted(claim.getMetadata().getName(), has, why));
  }

  private static void resize(KubernetesClient client, PersistentVolumeClaim claim, Quantity size) {
    client
        .resource(claim)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"uid\":\"%s\"},\"spec\":{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}}"
                .formatted(claim.getMetadata().getUid(), size));
  }
}
