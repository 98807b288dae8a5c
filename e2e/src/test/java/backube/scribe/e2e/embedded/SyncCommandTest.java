package backube.scribe.e2e.embedded;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.tool.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code scribe local sync} without a controller beside it. */
@Execution(ExecutionMode.CONCURRENT)
class SyncCommandTest {
  private EmbeddedRig rig;
  private Repository repository;

  @BeforeEach
  void open() {
    rig = EmbeddedRig.create();
    repository = rig.repository("repo");
    rig.volume("photos").write("one", "photo");
    rig.apply(Manifests.source("photos", "manual: first"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aSecondSourceOfOneIdentityIsRefusedThoughOnlyItIsLookedAt() {
    rig.volume("music").write("one", "song");
    rig.apply(Manifests.source("music", "manual: first"));
    assertThat(rig.sync("photos").code()).isZero();

    Shell.Ended refused = rig.sync("music");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "IdentityInUse: ReplicationSource default/photos already files its data in this store"
                + " under volsync /data; set hostname of the restic section to another name");
    assertThat(rig.status(source("music")).reason()).isEqualTo("IdentityInUse");
    assertThat(repository.snapshots()).hasSize(1);

    rig.delete("ReplicationSource", "photos");
    assertThat(rig.sync("music").code()).isZero();
  }

  @Test
  void aResourceWithoutManifestIsDeletedWithAllThatIsKeptForItAndNothingElse() {
    assertThat(rig.sync("photos").code()).isZero();
    assertThat(rig.scribe("delete", "photos").err()).contains("is still described by");
    assertThat(rig.kept("photos")).isNotEmpty();

    rig.delete("ReplicationSource", "photos");
    Shell.Ended deleted = rig.scribe("delete", "photos");

    assertThat(deleted.code()).as(deleted.err()).isZero();
    assertThat(deleted.out()).isEqualTo("ReplicationSource default/photos: deleted\n");
    assertThat(rig.kept("photos")).isEmpty();
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.volume("photos").listing()).isNotEmpty();
  }

  @Test
  void aSyncThatWasKilledIsGoneOnWithByTheNext() {
    StopPoint point = rig.stopAt("during-backup");
    rig.process().start("sync", "photos");
    point.awaitReached();
    rig.process().kill();

    rig.process().start("sync", "photos");
    rig.process().awaitSaid("goes on with the sync that began at");
    point.goOn();

    assertThat(rig.process().awaitEnd()).as(rig.process().log()).isZero();
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(repository.locks()).isEmpty();
    assertThat(rig.leftovers()).isEmpty();
  }

  @Test
  void aControllerThatDetachesLeavesTheMoverAtWorkAndTheNextOneFindsIt() {
    StopPoint point = rig.stopAt("during-backup");
    rig.process().start("run", "--detach");
    point.awaitReached();

    rig.process().stop();
    rig.process().awaitSaid("scribe: serves 1 resource of ");
    rig.process().awaitSaid("scribe: stopped; movers that are at work go on");
    assertThat(repository.locks()).as("of the mover, which is at work").isNotEmpty();
    point.goOn();
    rig.controller().start();

    new Scenario(rig).awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(repository.locks()).isEmpty();
    assertThat(rig.leftovers()).isEmpty();
  }
}
