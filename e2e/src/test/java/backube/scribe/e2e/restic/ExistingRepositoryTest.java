package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Repositories that were there before. */
@ExtendWith(RigExtension.class)
class ExistingRepositoryTest {
  private static final String OLD = "0.14.0";

  @Test
  void continuesWhatAnOlderResticWroteByVolSyncsConventions(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("one", "1");
    photos.write("folder/two", "2");
    // By these conventions the volume is at /data, so the old snapshot has to be of that path.
    repository.resticOfVersionAtData(OLD, photos, "init");
    repository.resticOfVersionAtData(OLD, photos, "backup", "--host", "volsync", ".");
    var old = repository.snapshots();
    assertThat(old.get(0).paths()).containsExactly("/data");

    rig.apply(Manifests.source("photos", "manual: first", "retain: {last: 2}"));
    rig.controller().start();
    Status status = scenario.awaitSynced(source("photos"), "first");
    assertThat(status.restic().path("lastSnapshot").path("parent").asText())
        .isEqualTo(old.get(0).id());
    assertThat(status.restic().path("lastSnapshot").path("filesUnmodified").asInt()).isEqualTo(2);

    rig.apply(Manifests.source("photos", "manual: second", "retain: {last: 2}"));
    scenario.awaitSynced(source("photos"), "second");
    assertThat(repository.snapshots())
        .hasSize(2)
        .noneMatch(snapshot -> snapshot.id().equals(old.get(0).id()));
    repository.check();
  }

  @Test
  void anEmptyMachineRestoresFromRepositoryAndPasswordAlone(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.fillWithSample();
    var before = photos.listing();
    repository.resticAtData(photos, "init");
    repository.resticAtData(photos, "backup", "--host", "volsync", ".");

    // The order in which people remember: the restore first, then what it needs.
    rig.delete("Secret", "repo");
    rig.apply(Manifests.destination("restored", "manual: once"));
    rig.controller().start();
    scenario.await(
        destination("restored"),
        "to say what is missing",
        s -> !s.idle() || !s.message().isEmpty());
    Volume restored = rig.volume("restored");
    scenario.awaitReason(destination("restored"), "MissingReference");
    rig.apply(repository.manifest(repository.password()));
    scenario.awaitSynced(destination("restored"), "once");
    restored.assertHolds(before);
  }
}
