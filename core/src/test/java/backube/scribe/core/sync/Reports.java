package backube.scribe.core.sync;

import backube.scribe.api.mover.FailureClass;
import backube.scribe.api.mover.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What attempts say of themselves. */
final class Reports {
  private Reports() {}

  /** Of an attempt that did its steps. */
  static Report succeeded(List<String> steps) {
    return report(
        Report.Outcome.SUCCEEDED,
        null,
        "",
        steps.stream().map(step -> step(step, Report.Outcome.SUCCEEDED, "")).toList());
  }

  /** Of an attempt that did its steps, each with a warning. */
  static Report warned(List<String> steps, String message) {
    return report(
        Report.Outcome.WARNING,
        null,
        message,
        steps.stream().map(step -> step(step, Report.Outcome.WARNING, message)).toList());
  }

  static Report failed(FailureClass failure, String... done) {
    List<Report.StepResult> steps = new ArrayList<>();
    for (String step : done) {
      steps.add(step(step, Report.Outcome.SUCCEEDED, ""));
    }
    return report(Report.Outcome.FAILED, failure, "it failed", steps);
  }

  static Report report(
      Report.Outcome outcome,
      @Nullable FailureClass failure,
      String message,
      List<Report.StepResult> steps) {
    return new Report(
        1, "run", outcome, failure, message, null, steps, Map.of(), Map.of(), List.of());
  }

  static Report.StepResult step(String name, Report.Outcome outcome, String message) {
    return new Report.StepResult(name, outcome, 1, message);
  }
}
