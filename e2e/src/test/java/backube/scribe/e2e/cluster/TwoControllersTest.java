package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Two controllers, of which one works. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Isolated("all scenarios share the controller")
class TwoControllersTest {
  /**
   * The lease's 15 seconds, and what the other one needs to look and to begin on a busy machine.
   */
  private static final Duration TAKES_OVER = Duration.ofSeconds(45);

  /** Of a process that lost its lease. */
  private static final int REFUSED = 3;

  @AfterEach
  void one(ClusterRig rig) {
    rig.controller().replicas(1);
  }

  @Test
  void theOtherOneTakesOverTheRunOfOneThatIsKilled(ClusterRig rig, Scenario scenario) {
    Run run = Run.begin(rig);
    Pod lost = run.controller().leader();
    run.signal(lost, "KILL");
    rig.objects().client().resource(lost).withGracePeriod(0).delete();
    run.awaitAnother(lost);
    run.goesOn();
    run.assertOne(scenario);
  }

  @Test
  void oneThatStandsStillForLongerThanItsLeaseEndsItselfInsteadOfActing(
      ClusterRig rig, Scenario scenario) {
    Run run = Run.begin(rig);
    Pod still = run.controller().leader();
    run.signal(still, "STOP");
    try {
      run.awaitAnother(still);
    } finally {
      run.signal(still, "CONT");
    }
    Await.until(
        "the first controller to end itself",
        () -> rig.objects().client().resource(still).get().getStatus().getContainerStatuses(),
        all ->
            all.get(0).getLastState().getTerminated() != null
                && all.get(0).getLastState().getTerminated().getExitCode() == REFUSED,
        rig::diagnosis);
    assertThat(run.controller().holder()).isNotEqualTo(still.getMetadata().getName());
    run.goesOn();
    run.assertOne(scenario);
  }

  /** A backup whose mover stands still. */
  private record Run(
      ClusterRig rig, Repository repository, JsonNode mover, NodeProcesses processes) {
    static Run begin(ClusterRig rig) {
      Repository repository = rig.repository("repo");
      rig.volume("photos").write("one", "precious");
      rig.controller().replicas(2);
      rig.apply(Manifests.source("photos", "manual: first", "copyMethod: Snapshot", Movers.SLOW));
      JsonNode mover = new Movers(rig).awaitAtWork(source("photos"));
      Run run = new Run(rig, repository, mover, rig.processesBeside(mover));
      run.processes.signal(Movers.uid(mover), "STOP");
      return run;
    }

    ClusterController controller() {
      return rig.controller();
    }

    void signal(Pod pod, String signal) {
      processes.signal(pod.getMetadata().getUid(), signal);
    }

    void awaitAnother(Pod lost) {
      long since = System.nanoTime();
      Await.until(
          "another controller to hold the lease",
          controller()::holder,
          holder -> !holder.isEmpty() && !holder.equals(lost.getMetadata().getName()),
          rig::diagnosis);
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(TAKES_OVER);
    }

    void goesOn() {
      processes.signal(Movers.uid(mover), "CONT");
    }

    void assertOne(Scenario scenario) {
      scenario.awaitSynced(source("photos"), "first");
      assertThat(new Movers(rig).awaitAll(1)).hasSize(1);
      assertThat(repository.snapshots()).hasSize(1);
      assertThat(rig.leftovers()).isEmpty();
      assertThat(rig.warnings()).isEmpty();
    }
  }
}
