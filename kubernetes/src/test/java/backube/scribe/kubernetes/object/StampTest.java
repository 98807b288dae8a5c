package backube.scribe.kubernetes.object;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StampTest {
  private static final ThingId ATTEMPT = ThingId.attempt(7, 2);
  private final Stamp stamp = new Stamp(Dialect.VOLSYNC);

  @Test
  void anObjectTellsWhoseItIsAndWhatItIsFor() {
    ObjectMeta meta = stamp.of(Owners.source("photos"), "name", ATTEMPT);

    assertThat(stamp.owner(meta)).contains("uid-1");
    assertThat(stamp.id(meta)).contains(ATTEMPT);
    assertThat(stamp.is(meta, Owners.source("photos"), ATTEMPT)).isTrue();
    assertThat(stamp.is(meta, Owners.source("photos", "uid of a namesake"), ATTEMPT)).isFalse();
    assertThat(stamp.is(meta, Owners.source("photos"), ThingId.attempt(7, 3))).isFalse();
  }

  @Test
  void whatARunMakesHasVolSyncsLabelForItsRemovalAndWhatStaysHasNot() {
    String label = "volsync.backube/cleanup";

    assertThat(stamp.of(Owners.source("photos"), "name", ATTEMPT).getLabels())
        .containsEntry(label, "uid-1");
    assertThat(stamp.of(Owners.source("photos"), "name", ThingId.volume()).getLabels())
        .doesNotContainKey(label);
    assertThat(stamp.lasting(Owners.source("photos"), "name").getLabels()).doesNotContainKey(label);
  }

  @Test
  void theResourceOwnsItSoThatTheClusterRemovesItTogetherWithTheResource() {
    assertThat(stamp.lasting(Owners.destination("photos"), "name").getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getApiVersion()).isEqualTo("volsync.backube/v1alpha1");
              assertThat(owner.getKind()).isEqualTo("ReplicationDestination");
              assertThat(owner.getUid()).isEqualTo("uid-2");
              assertThat(owner.getController()).isTrue();
            });
  }

  @Test
  void theResourceIsFoundAmongTheOwnersAndIsNoneOnceItWasTakenFromThem() {
    ObjectMeta meta = stamp.lasting(Owners.destination("photos"), "name");
    meta.getOwnerReferences()
        .add(0, new OwnerReference("v1", null, null, "Namespace", "ns", "uid-of-ns"));

    assertThat(Stamp.controller(meta)).map(OwnerReference::getName).contains("photos");
    meta.getOwnerReferences().remove(1);
    assertThat(Stamp.controller(meta)).isEmpty();
  }

  @Test
  void anObjectOfSomebodyElseIsNotOursWhateverItIsCalled() {
    ObjectMeta foreign = new ObjectMeta();
    assertThat(stamp.owner(foreign)).isEmpty();

    foreign.setLabels(Map.of("volsync.backube/owner", "uid-1", "volsync.backube/run", "7"));
    assertThat(stamp.owner(foreign)).isEmpty();
    assertThat(stamp.id(foreign)).isEmpty();

    ObjectMeta other = new Stamp(Dialect.SCRIBE).of(Owners.source("photos"), "name", ATTEMPT);
    assertThat(stamp.owner(other)).isEmpty();
    assertThat(Stamp.byAnyDialect(other)).isTrue();
    assertThat(Stamp.byAnyDialect(foreign)).isFalse();
  }

  @Test
  void labelsThatWereChangedByHandTellNothing() {
    ObjectMeta meta = stamp.of(Owners.source("photos"), "name", ATTEMPT);

    meta.getLabels().put("volsync.backube/run", "seven");
    assertThat(stamp.id(meta)).isEmpty();

    meta.getLabels().remove("volsync.backube/run");
    assertThat(stamp.id(meta)).isEmpty();
  }
}
