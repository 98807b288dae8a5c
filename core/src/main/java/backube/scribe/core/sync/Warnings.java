package backube.scribe.core.sync;

import backube.scribe.api.mover.Report;
import java.util.ArrayList;
import java.util.List;

/** What an attempt warned of. */
final class Warnings {
  private Warnings() {}

  /** Of an attempt that ended well: what its steps say, and the whole where one says nothing. */
  static List<String> of(Report report) {
    List<Report.StepResult> warned =
        report.steps().stream().filter(step -> step.outcome() == Report.Outcome.WARNING).toList();
    List<String> warnings = new ArrayList<>();
    boolean untold = warned.stream().anyMatch(step -> step.message().isEmpty());
    if (untold || (warned.isEmpty() && report.outcome() == Report.Outcome.WARNING)) {
      warnings.add(
          report.message().isEmpty()
              ? "the mover warned without saying of what"
              : report.message());
    }
    warned.stream()
        .map(Report.StepResult::message)
        .filter(message -> !message.isEmpty())
        .forEach(warnings::add);
    return List.copyOf(warnings);
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
