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
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that were there before. */
@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
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

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "destination, secret, volume",
        "secret, volume, destination",
        "volume, destination, secret"
      })
  void anEmptyMachineRestoresFromRepositoryAndPasswordAloneAndGoesOn(
      String order, Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    Volume lost = rig.volume("lost");
    lost.fillWithSample();
    var before = lost.listing();
    repository.resticAtData(lost, "init");
    repository.resticAtData(lost, "backup", "--host", "volsync", ".");
    String old = repository.snapshots().get(0).id();
    rig.delete("Secret", "repo");

    rig.controller().start();
    boolean asked = false;
    for (String what : order.split(", ", -1)) {
      if (asked) {
        scenario.await(
            destination("restored"),
            "to say what is missing",
            s -> Set.of("MissingReference", "VolumeUnusable").contains(s.reason()));
      }
      switch (what) {
        case "secret" -> rig.apply(repository.manifest(repository.password()));
        case "volume" -> rig.volume("restored");
        default -> {
          rig.apply(Manifests.destination("restored", "manual: once"));
          asked = true;
        }
      }
    }
    scenario.awaitSynced(destination("restored"), "once");
    rig.volume("restored").assertHolds(before);

    rig.apply(Manifests.source("restored", "manual: first", "retain: {last: 9}"));
    Status status = scenario.awaitSynced(source("restored"), "first");
    assertThat(status.restic().path("lastSnapshot").path("parent").asText()).isEqualTo(old);
    assertThat(repository.snapshots()).hasSize(2);
  }
}
