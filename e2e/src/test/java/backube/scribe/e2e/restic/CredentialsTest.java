package backube.scribe.e2e.restic;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("cluster")
@Tag("restricted")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CredentialsTest {
  @Test
  void aWrongPasswordHealsWhenTheSecretChanges(Rig rig, Scenario scenario) {
    var repository = rig.repository("repo");
    repository.restic("init");
    rig.volume("photos").write("one", "1");
    rig.apply(repository.manifest("a wrong one"));
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    Status failed = scenario.awaitReason(source("photos"), "WrongCredentials");
    assertThat(failed.message()).contains("password").doesNotContain("a wrong one");
    assertThat(repository.snapshots()).isEmpty();

    rig.apply(repository.manifest(repository.password()));
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    assertThat(rig.log(source("photos"))).doesNotContain("a wrong one", repository.password());
  }

  @Test
  void waitsForAMissingSecretByName(Rig rig, Scenario scenario) {
    rig.volume("photos").write("one", "1");
    rig.apply(Manifests.source("photos", "manual: first"));
    rig.controller().start();
    Status waiting = scenario.awaitReason(source("photos"), "MissingReference");
    assertThat(waiting.message()).contains("repo");
    var repository = rig.repository("repo");
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
  }
}
