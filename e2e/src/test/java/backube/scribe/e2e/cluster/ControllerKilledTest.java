package backube.scribe.e2e.cluster;

import static backube.scribe.e2e.rig.Resource.destination;
import static backube.scribe.e2e.rig.Resource.source;
import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.e2e.RigExtension;
import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.rig.Manifests;
import backube.scribe.e2e.rig.Repository;
import backube.scribe.e2e.rig.Scenario;
import backube.scribe.e2e.rig.Status;
import backube.scribe.e2e.rig.Volume;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The controller is killed as soon as one of its steps shows, and another one goes on. */
@Tag("cluster")
@ExtendWith(RigExtension.class)
@Isolated("all scenarios share the controller")
class ControllerKilledTest {
  /** What shows that a run has come so far: an object, in a state. */
  private enum Step {
    SNAPSHOT_MADE("VolumeSnapshot", OF_RUN),
    CLAIM_MADE("PersistentVolumeClaim", OF_RUN),
    MOVER_HELD("Job", OF_RUN),
    MOVER_AT_WORK("Pod", "\"phase\":\"Running\""),
    MOVER_ENDED("Pod", "\"exitCode\":0"),
    CLEANING("Job", "\"deletionTimestamp\":");

    private final String kind;
    private final String sign;

    Step(String kind, String sign) {
      this.kind = kind;
      this.sign = sign;
    }

    boolean shows(ClusterRig rig) {
      return rig.objects().list(kind, CREATED_BY, "scribe").stream()
          .anyMatch(object -> object.toString().contains(sign));
    }
  }

  private static final String CREATED_BY = "app.kubernetes.io/created-by";

  /** Finalizers of a pod: of its Job, and of the scenario. */
  private static final String TRACKED = "batch.kubernetes.io/job-tracking";

  private static final String HELD = "scribe.backube/e2e";

  /** Label that caches, which outlive runs, do not have. */
  private static final String OF_RUN = "\"scribe.backube/part\":";

  @Test
  void aBackupGoesOnFromEachStep(ClusterRig rig, Scenario scenario) {
    Repository repository = rig.repository("repo");
    rig.volume("photos").write("one", "precious");
    rig.controller().start();
    int runs = 0;
    for (Step step : Step.values()) {
      rig.apply(
          Manifests.source(
              "photos", "manual: " + step, "copyMethod: Snapshot", "retain: {last: 99}"));
      killAt(step, rig);
      scenario.awaitSynced(source("photos"), step.toString());
      runs++;
      assertThat(repository.snapshots()).as("killed at " + step).hasSize(runs);
      assertThat(new Movers(rig).awaitAll(runs)).as("killed at " + step).hasSize(runs);
      assertThat(rig.leftovers()).as("killed at " + step).isEmpty();
    }
  }

  @Test
  void aRestoreGoesOnFromEachStep(ClusterRig rig, Scenario scenario) {
    Repository repository = rig.repository("repo");
    Volume photos = rig.volume("photos");
    photos.write("folder/one", "precious");
    repository.restic("init");
    repository.resticAtData(photos, "backup", "--host", "volsync", ".");
    rig.controller().start();
    int runs = 0;
    for (Step step : Step.values()) {
      rig.apply(ClusterManifests.intoNewVolume("restore", "manual: " + step));
      killAt(step, rig);
      Status status = scenario.awaitSynced(destination("restore"), step.toString());
      runs++;
      assertThat(new Movers(rig).awaitAll(runs)).as("killed at " + step).hasSize(runs);
      assertThat(rig.leftovers()).as("killed at " + step).isEmpty();
      assertThat(rig.fromImage(status, "after-" + runs).read("folder/one")).isEqualTo("precious");
      rig.delete("ReplicationDestination", "restore");
      Await.until(
          "nothing of it to be left",
          () -> Stream.of(Step.values()).noneMatch(left -> left.shows(rig)));
    }
  }

  private static void killAt(Step step, ClusterRig rig) {
    if (step == Step.CLEANING) {
      killWhileCleaning(rig);
    } else {
      awaitStep(step, rig);
      rig.controller().kill();
    }
  }

  /** A Job goes with its pod, and that waits for the scenario. */
  private static void killWhileCleaning(ClusterRig rig) {
    awaitStep(Step.MOVER_AT_WORK, rig);
    String pod = Movers.name(rig.objects().list("Pod", CREATED_BY, "scribe").get(0));
    rig.objects()
        .merge(
            "Pod", pod, "{\"metadata\":{\"finalizers\":[\"%s\",\"%s\"]}}".formatted(TRACKED, HELD));
    awaitStep(Step.CLEANING, rig);
    rig.controller().kill();
    rig.objects().merge("Pod", pod, "{\"metadata\":{\"finalizers\":null}}");
  }

  private static void awaitStep(Step step, ClusterRig rig) {
    Await.until(step.toString(), () -> step, at -> at.shows(rig), rig::diagnosis);
  }
}
