package backube.scribe.kubernetes.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Owners;
import backube.scribe.kubernetes.object.RecordingApi;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Services are applied when something about them changes, and never taken from others. */
class ClusterEndpointsTest {
  private static final Endpoint SSH = new Endpoint("ssh", 8022, 22);
  private static final String PATH = "/api/v1/namespaces/ns/services/scribe-rsync-dst-photos";

  @AutoClose private final RecordingApi api = new RecordingApi();
  private final ClusterEndpoints endpoints = endpoints(Dialect.SCRIBE);

  private ClusterEndpoints endpoints(Dialect dialect) {
    return new ClusterEndpoints(
        api.client(),
        dialect,
        new OwnObjects<>(Service.class, api.client(), new Stamp(dialect), service -> {}));
  }

  private Reach offer(EndpointOptions options) {
    return endpoints.offer(Owners.destination("photos"), "rsync", SSH, options);
  }

  @Test
  void aServiceIsAppliedOnceAndItsAddressIsKnownAtOnce() {
    assertThat(offer(EndpointOptions.NONE)).isEqualTo(new Reach.At("10.0.0.7", 22));
    assertThat(offer(EndpointOptions.NONE)).isEqualTo(new Reach.At("10.0.0.7", 22));
    assertThat(api.requests()).filteredOn(("PATCH " + PATH)::equals).hasSize(1);
    assertThat(api.made()).isEmpty();
  }

  @Test
  void anEditIsApplied() {
    offer(EndpointOptions.NONE);
    offer(new EndpointOptions(Optional.empty(), Optional.of(Map.of())));
    assertThat(api.requests()).filteredOn(("PATCH " + PATH)::equals).hasSize(2);
    assertThat(api.patched().get(PATH).at("/metadata/annotations")).isEmpty();
  }

  @Test
  void somebodyElsesServiceIsLeftAlone() {
    api.has(
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("scribe-rsync-dst-photos")
            .withUid("other")
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build());
    assertThat(offer(EndpointOptions.NONE)).isInstanceOf(Reach.Refused.class);
    assertThat(api.patched()).isEmpty();
  }

  @Test
  void whatTheResourceHadFromItsFormerControllerIsTakenOver() {
    api.has(
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("volsync-rsync-dst-photos")
            .withUid("old")
            .withResourceVersion("5")
            .addNewOwnerReference()
            .withApiVersion("volsync.backube/v1alpha1")
            .withKind("ReplicationDestination")
            .withName("photos")
            .withUid("uid-2")
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build());
    assertThat(
            endpoints(Dialect.VOLSYNC)
                .offer(Owners.destination("photos"), "rsync", SSH, EndpointOptions.NONE))
        .isEqualTo(new Reach.At("10.0.0.7", 22));
  }

  @Test
  void oneThatIsBeingRemovedIsWaitedFor() {
    offer(EndpointOptions.NONE);
    Service removed =
        api.client().services().inNamespace("ns").withName("scribe-rsync-dst-photos").get();
    removed.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    api.has(removed);
    assertThat(offer(EndpointOptions.NONE)).isInstanceOf(Reach.Pending.class);
  }

  @Test
  void whatTheServerRefusesIsTold() {
    api.refuseChanges(403);
    assertThatThrownBy(() -> offer(EndpointOptions.NONE))
        .isInstanceOf(EffectFailed.class)
        .hasMessage("the mover's Service can't be made: is forbidden");
  }

  @Test
  void aRightThatWasMissingIsAskedForAnewAtEachLook() {
    api.refusesToList(Service.class);
    for (int look = 1; look <= 3; look++) {
      assertThatThrownBy(() -> offer(EndpointOptions.NONE))
          .isInstanceOf(EffectFailed.class)
          .hasMessage("the mover's Service can't be made: is forbidden");
      assertThat(api.requests()).filteredOn("GET /api/v1/services"::equals).hasSize(look);
    }
  }
}
