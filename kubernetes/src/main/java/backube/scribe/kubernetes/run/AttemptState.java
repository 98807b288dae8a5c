package backube.scribe.kubernetes.run;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import backube.scribe.core.run.ReportCodec;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of an attempt, from its Job and the Job's pods. Pure. */
final class AttemptState {
  private static final String OUT_OF_MEMORY =
      "the mover needed more memory than moverResources.limits.memory allows, or the node has"
          + " (OOMKilled)";

  private final ThingId id;
  private final Job job;
  private final MoverPods pods;
  private final String runId;
  private final @Nullable String workload;
  private final Supplier<Optional<String>> hindrance;

  /**
   * @param workload as whom the workload of the volume runs; null if nothing is known
   * @param hindrance what the events tell; asked only while there is no pod, or no container in it
   */
  AttemptState(
      ThingId id,
      Job job,
      MoverPods pods,
      String runId,
      @Nullable String workload,
      Supplier<Optional<String>> hindrance) {
    this.id = id;
    this.job = job;
    this.pods = pods;
    this.runId = runId;
    this.workload = workload;
    this.hindrance = hindrance;
  }

  /** Whether the Job says that nothing of it runs any more. */
  static boolean over(Job job) {
    return condition(job, "Failed").or(() -> condition(job, "Complete")).isPresent();
  }

  Thing thing() {
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return state(Thing.State.TERMINATING, "");
    }
    if (condition(job, "Failed").isPresent()) {
      return failed();
    }
    if (condition(job, "Complete").isPresent()) {
      return succeeded();
    }
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      // A Job that was started and suspended again by hand may have a pod that still works.
      return state(pods.alive() ? Thing.State.RUNNING : Thing.State.HELD, "");
    }
    if (pods.succeeded()) {
      return succeeded(); // about a second before the Job says so
    }
    String told = pods.waitsFor();
    return state(
        Thing.State.RUNNING, told.isEmpty() && pods.idle() ? hindrance.get().orElse("") : told);
  }

  private Thing succeeded() {
    Report report = report();
    return report.outcome().done()
        ? new Thing(id, uid(), Thing.State.SUCCEEDED, report.message(), report)
        : failed(report.message(), report);
  }

  private Thing failed() {
    Optional<ContainerStateTerminated> ended = pods.ended();
    if (ended.isEmpty()) {
      return failed(
          pods.evicted()
              .or(() -> condition(job, "Failed").map(JobCondition::getMessage))
              .orElse("the mover's pod is gone"),
          null);
    }
    boolean outOfMemory = "OOMKilled".equals(ended.get().getReason());
    if (message(ended.get()).isBlank()) {
      String how = outOfMemory ? OUT_OF_MEMORY : "the mover left no report: " + how(ended.get());
      return failed(how, null);
    }
    Report report = report();
    if (report.outcome().done()) {
      return failed("the mover reported success, and yet " + how(ended.get()), null);
    }
    Report known = outOfMemory ? outOfMemory(report) : report;
    return failed(known.message(), known);
  }

  /**
   * A mover that outlives its program can't know who killed it, and takes it for something else.
   */
  private static Report outOfMemory(Report report) {
    return new Report(
        report.version(),
        report.run(),
        report.outcome(),
        FailureClass.UNKNOWN,
        OUT_OF_MEMORY + ": " + report.message(),
        report.at(),
        report.steps(),
        report.figures(),
        report.section(),
        report.log());
  }

  private String how(ContainerStateTerminated ended) {
    return pods.evicted().orElse("its exit code is " + ended.getExitCode());
  }

  private Report report() {
    String text = pods.ended().map(AttemptState::message).orElse("");
    return ReportCodec.read(text.getBytes(StandardCharsets.UTF_8), runId);
  }

  private static String message(ContainerStateTerminated ended) {
    return ended.getMessage() == null ? "" : ended.getMessage();
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    List<JobCondition> conditions =
        job.getStatus() == null ? List.of() : job.getStatus().getConditions();
    return conditions.stream()
        .filter(condition -> condition.getType().equals(type))
        .filter(condition -> condition.getStatus().equals("True"))
        .findFirst();
  }

  private Thing failed(String message, @Nullable Report report) {
    return new Thing(id, uid(), Thing.State.FAILED, message, report);
  }

  private Thing state(Thing.State state, String message) {
    return new Thing(id, uid(), state, message, null, workload);
  }

  private String uid() {
    return job.getMetadata().getUid();
  }
}
