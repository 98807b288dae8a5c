package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nobody has to wait until the controller looks again of itself, a minute or an hour later. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class CorrectedReferenceTest {
  /** Half of the time after which it is looked at anyway. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aSecretThatAppearsStartsTheSyncThatWaitsForIt(ClusterRig rig, Scenario scenario) {
    begin(rig);
    scenario.awaitReason(source("photos"), "MissingReference");

    long appeared = System.nanoTime();
    rig.repository("repo");
    scenario.await(
        source("photos"), "a sync", status -> !status.reason().equals("MissingReference"));
    assertThat(Duration.ofNanos(System.nanoTime() - appeared)).isLessThan(SOON);
    scenario.awaitSynced(source("photos"), "first");
  }

  @Test
  void aPasswordThatIsCorrectedStartsAFailedSyncAnew(ClusterRig rig, Scenario scenario) {
    Repository repository = rig.repository("repo");
    begin(rig);
    scenario.awaitSynced(source("photos"), "first");
    rig.apply(repository.manifest("wrong"));
    rig.apply(Manifests.source("photos", "manual: second"));
    scenario.awaitReason(source("photos"), "WrongCredentials");

    long corrected = System.nanoTime();
    rig.apply(repository.manifest(repository.password()));
    scenario.await(
        source("photos"), "another sync", status -> !status.reason().equals("WrongCredentials"));
    assertThat(Duration.ofNanos(System.nanoTime() - corrected)).isLessThan(SOON);
    scenario.awaitSynced(source("photos"), "second");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedAndReachedOnceItsAddressIsCorrected(
      ClusterRig rig, Scenario scenario) {
    Repository repository = rig.repository("repo");
    String right = repository.manifest(repository.password());
    rig.apply(right.replaceAll("s3:https?://[^/]+/", "s3:http://127.0.0.1:9/"));
    begin(rig);
    Status failed = scenario.awaitReason(source("photos"), "Retrying");
    assertThat(failed.message())
        .contains("attempt 1 of 8", "Unreachable", "connection refused", "next try at");
    rig.awaitEvents(source("photos"), "Unreachable");

    rig.apply(right);
    scenario.awaitSynced(source("photos"), "first");
    assertThat(repository.snapshots()).hasSize(1);
    repository.check();
  }

  @Test
  void anAccountOfTheMoverThatAppearsStartsTheSyncThatWaitsForIt(
      ClusterRig rig, Scenario scenario) {
    rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first", "moverServiceAccount: backup"));
    scenario.awaitReason(source("photos"), "MissingReference");

    long appeared = System.nanoTime();
    rig.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: backup}}");
    scenario.await(
        source("photos"), "a sync", status -> !status.reason().equals("MissingReference"));
    assertThat(Duration.ofNanos(System.nanoTime() - appeared)).isLessThan(SOON);
    scenario.awaitSynced(source("photos"), "first");
  }

  private static void begin(ClusterRig rig) {
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    rig.apply(Manifests.source("photos", "manual: first"));
  }
}
