package backube.scribe.kubernetes.run;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptStateTest {
  private static final String DONE =
      "{\"version\":1,\"run\":\"run-1\",\"outcome\":\"Succeeded\",\"message\":\"\","
          + "\"at\":\"2026-01-01T00:00:00Z\",\"steps\":[{\"name\":\"backup\","
          + "\"outcome\":\"Succeeded\",\"seconds\":1}]}";
  private static final String FAILED =
      DONE.replace("Succeeded", "Failed")
          .replace("\"message\":\"\"", "\"failure\":\"Locked\",\"message\":\"it is locked\"");

  @Test
  void aSuspendedJobIsHeldUnlessAPodOfItIsAlive() {
    Job suspended = new JobBuilder(job()).editSpec().withSuspend(true).endSpec().build();

    assertThat(thing(suspended).state()).isEqualTo(Thing.State.HELD);
    assertThat(thing(suspended, pod("Running")).state()).isEqualTo(Thing.State.RUNNING);
  }

  @Test
  void aHeldAttemptTellsAsWhomTheWorkloadRuns() {
    Job suspended = new JobBuilder(job()).editSpec().withSuspend(true).endSpec().build();

    assertThat(thing(suspended).workload()).isEqualTo("1000:2000");
  }

  @Test
  void whatAPodWaitsForIsTold() {
    Pod unscheduled =
        new PodBuilder(pod("Pending"))
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withMessage("0/1 nodes are available")
            .endCondition()
            .endStatus()
            .build();
    assertThat(thing(job(), unscheduled).message())
        .isEqualTo("no node for the mover's pod: 0/1 nodes are available");

    Pod noImage = waiting("ErrImagePull", "no such image");
    assertThat(thing(job(), noImage).message())
        .isEqualTo("the mover's image can't be pulled: no such image");
  }

  @Test
  void anImageThatCanNotBePulledIsToldAlikeWhileTheKubeletTriesAndWhileItRests() {
    Pod tries = waiting("ErrImagePull", "not found");
    Pod rests =
        waiting("ImagePullBackOff", "Back-off pulling image \"a:1\": ErrImagePull: not found");

    assertThat(thing(job(), tries).message()).isEqualTo(thing(job(), rests).message());
  }

  @Test
  void aStartedJobWithoutAPodOrAContainerTellsWhatEventsSay() {
    assertThat(thing(job()).message()).isEqualTo("exceeded quota");
    assertThat(thing(job(), pod("Pending")).message()).isEqualTo("exceeded quota");
    assertThat(thing(job(), pod("Running")).message()).isEmpty();
  }

  @Test
  void aPodThatSucceededIsBelievedBeforeItsJobSaysSo() {
    Pod succeeded = ended(0, "Completed", DONE);
    assertThat(thing(job(), phase(succeeded, "Succeeded")).state())
        .isEqualTo(Thing.State.SUCCEEDED);
    assertThat(thing(job(), phase(succeeded, "Running")).state()).isEqualTo(Thing.State.RUNNING);
    assertThat(thing(job(), phase(succeeded, "Succeeded"), pod("Running")).state())
        .as("another pod of the Job is still at work")
        .isEqualTo(Thing.State.RUNNING);
    assertThat(thing(job(), phase(ended(0, "Completed", ""), "Succeeded")).state())
        .as("without a report")
        .isEqualTo(Thing.State.FAILED);
  }

  private static Pod phase(Pod pod, String phase) {
    return new PodBuilder(pod).editStatus().withPhase(phase).endStatus().build();
  }

  @Test
  void onlyACompleteJobWhoseMoverSaysSoHasSucceeded() {
    Thing well = thing(over("Complete"), ended(0, "Completed", DONE));
    assertThat(well.state()).isEqualTo(Thing.State.SUCCEEDED);
    assertThat(well.report().steps()).singleElement().extracting("name").isEqualTo("backup");

    Thing silent = thing(over("Complete"), ended(0, "Completed", ""));
    assertThat(silent.state()).isEqualTo(Thing.State.FAILED);
    assertThat(silent.message()).startsWith("the mover left no report");
  }

  @Test
  void aReportOfAnotherRunDoesNotCount() {
    Thing other = thing(over("Complete"), ended(0, "Completed", DONE.replace("run-1", "run-0")));

    assertThat(other.state()).isEqualTo(Thing.State.FAILED);
    assertThat(other.message()).contains("run-0");
  }

  @Test
  void aFailureIsToldInTheMoversWordsElseByHowItEnded() {
    Thing told = thing(over("Failed"), ended(11, "Error", FAILED));
    assertThat(told.message()).isEqualTo("it is locked");
    assertThat(told.report().failure().reason()).isEqualTo("Locked");

    assertThat(thing(over("Failed"), ended(137, "OOMKilled", "")).message())
        .isEqualTo(
            "the mover needed more memory than moverResources.limits.memory allows, or the node has"
                + " (OOMKilled)");
    assertThat(thing(over("Failed"), ended(3, "Error", DONE)).message())
        .isEqualTo("the mover reported success, and yet its exit code is 3");
    assertThat(thing(over("Failed")).message()).isEqualTo("Job has failed");
  }

  @Test
  void aMoverWhoseProgramRanOutOfMemoryIsToldSoThoughItCouldStillReport() {
    Thing told = thing(over("Failed"), ended(137, "OOMKilled", FAILED));

    assertThat(told.report().message())
        .isEqualTo(
            "the mover needed more memory than moverResources.limits.memory allows, or the node has"
                + " (OOMKilled): it is locked");
    assertThat(told.report().failure())
        .as("what it takes for the cause is not, and may be final")
        .isEqualTo(FailureClass.UNKNOWN);
  }

  @Test
  void anEvictionIsTold() {
    Pod evicted =
        new PodBuilder(pod("Failed"))
            .editStatus()
            .withReason("Evicted")
            .withMessage("the node was low on memory")
            .endStatus()
            .build();

    assertThat(thing(over("Failed"), evicted).message())
        .isEqualTo("Evicted: the node was low on memory");
  }

  @Test
  void aJobThatIsBeingDeletedIsTerminatingWhateverItSays() {
    Job going =
        new JobBuilder(over("Complete"))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();

    assertThat(thing(going, ended(0, "Completed", DONE)).state())
        .isEqualTo(Thing.State.TERMINATING);
  }

  private static Thing thing(Job job, Pod... pods) {
    return new AttemptState(
            ThingId.attempt(1, 1),
            job,
            new MoverPods(List.of(pods), "restic"),
            "run-1",
            "1000:2000",
            () -> Optional.of("exceeded quota"))
        .thing();
  }

  private static Job job() {
    return new JobBuilder()
        .withNewMetadata()
        .withUid("u1")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .build();
  }

  private static Job over(String type) {
    return new JobBuilder(job())
        .withNewStatus()
        .addNewCondition()
        .withType(type)
        .withStatus("True")
        .withMessage("Job has failed")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod pod(String phase) {
    return new PodBuilder()
        .withNewMetadata()
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .endStatus()
        .build();
  }

  private static Pod waiting(String reason, String message) {
    return new PodBuilder(pod("Pending"))
        .editStatus()
        .addNewContainerStatus()
        .withName("restic")
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static Pod ended(int code, String reason, String message) {
    return new PodBuilder(pod(code == 0 ? "Succeeded" : "Failed"))
        .editStatus()
        .addNewContainerStatus()
        .withName("injected")
        .endContainerStatus()
        .addNewContainerStatus()
        .withName("restic")
        .withState(
            new ContainerStateBuilder()
                .withTerminated(
                    new ContainerStateTerminatedBuilder()
                        .withExitCode(code)
                        .withReason(reason)
                        .withMessage(message)
                        .build())
                .build())
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
