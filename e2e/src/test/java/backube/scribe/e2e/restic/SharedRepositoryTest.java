package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository.Snapshot;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several volumes in one repository. */
@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class SharedRepositoryTest {
  @Test
  void twoSourcesUnderOneIdentityAreToldApart(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    rig.volume("photos").write("one", "photo");
    rig.volume("music").write("one", "song");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    scenario.awaitSynced(source("photos"), "first");

    rig.apply(Manifests.source("music", "manual: first"));
    Status refused = scenario.awaitReason(source("music"), "IdentityInUse");
    assertThat(refused.message())
        .contains(rig.namespace() + "/photos already files its data")
        .contains("volsync /data");
    assertThat(repository.snapshots()).hasSize(1);

    rig.apply(Manifests.source("music", "manual: first", "hostname: music"));
    scenario.awaitSynced(source("music"), "first");
    assertThat(repository.snapshots())
        .extracting(Snapshot::host)
        .containsExactly("volsync", "music");
  }

  @Test
  void sourcesThatStartTogetherMakeOneRepository(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    String[] names = {"one", "two", "three"};
    for (String name : names) {
      rig.volume(name).write("file", name);
      rig.apply(Manifests.source(name, "manual: first", "hostname: " + name));
    }
    rig.controller().start();
    for (String name : names) {
      scenario.awaitSynced(source(name), "first");
    }
    assertThat(repository.snapshots()).extracting(Snapshot::host).containsExactlyInAnyOrder(names);
    repository.check();
    assertThat(repository.locks()).isEmpty();
  }
}
