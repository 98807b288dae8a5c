package backube.scribe.movers.restic;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Report;
import backube.scribe.api.mover.Report.Outcome;
import backube.scribe.api.mover.Report.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of the container, as tests write them down. */
record Reports(
    List<StepResult> steps, Map<String, Double> figures, Map<String, Object> section, Instant at) {
  static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");

  /** A report of steps that succeeded. */
  static Reports of(String... steps) {
    List<StepResult> results = new ArrayList<>();
    for (String step : steps) {
      results.add(new StepResult(step, Outcome.SUCCEEDED, 1, ""));
    }
    return new Reports(results, Map.of(), Map.of(), AT);
  }

  /** The same with one more step. */
  Reports and(String step, Outcome outcome) {
    List<StepResult> more = new ArrayList<>(steps);
    more.add(new StepResult(step, outcome, 1, ""));
    return new Reports(more, figures, section, at);
  }

  Reports figure(String name, double value) {
    Map<String, Double> more = new HashMap<>(figures);
    more.put(name, value);
    return new Reports(steps, more, section, at);
  }

  @SuppressWarnings("unchecked") // what Jackson makes of an object
  Reports section(String yaml) {
    return new Reports(steps, figures, Case.parse(yaml, Map.class), at);
  }

  Reports at(String time) {
    return new Reports(steps, figures, section, Instant.parse(time));
  }

  SourceStatus after(Plan plan, SourceStatus previous) {
    return after(plan, Optional.of(previous));
  }

  SourceStatus after(Plan plan, Optional<SourceStatus> previous) {
    return Source.SIDE
        .status(new Progress<>(plan.memo(), Case.START, at, report(), previous))
        .orElseThrow();
  }

  DestinationStatus restored(Plan plan, Optional<DestinationStatus> previous) {
    return Destination.SIDE
        .status(new Progress<>(plan.memo(), Case.START, at, report(), previous))
        .orElseThrow();
  }

  private Report report() {
    boolean failed = steps.stream().anyMatch(step -> !step.outcome().done());
    return new Report(
        1,
        "run",
        failed ? Outcome.FAILED : Outcome.SUCCEEDED,
        failed ? FailureClass.UNKNOWN : null,
        "",
        at,
        steps,
        figures,
        section,
        List.of());
  }
}
