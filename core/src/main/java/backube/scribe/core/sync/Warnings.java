package backube.scribe.core.sync;

import backube.scribe.api.mover.Report;
import java.util.List;

/** What an attempt warned of. */
final class Warnings {
  private Warnings() {}

  /** Of an attempt that ended well. */
  static List<String> of(Report report) {
    if (report.outcome() == Report.Outcome.WARNING && !report.message().isEmpty()) {
      return List.of(report.message());
    }
    List<String> ofSteps = ofSteps(report, report.steps().stream().map(s -> s.name()).toList());
    return ofSteps.isEmpty() && report.outcome() == Report.Outcome.WARNING
        ? List.of("the mover warned without saying of what")
        : ofSteps;
  }

  /** Of some steps: those that an attempt did before it failed are not repeated to warn again. */
  static List<String> ofSteps(Report report, List<String> steps) {
    return report.steps().stream()
        .filter(step -> step.outcome() == Report.Outcome.WARNING && steps.contains(step.name()))
        .map(
            step ->
                step.message().isEmpty() ? step.name() + " ended with warnings" : step.message())
        .toList();
  }
}
