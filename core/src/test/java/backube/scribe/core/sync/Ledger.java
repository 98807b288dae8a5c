package backube.scribe.core.sync;

import backube.scribe.api.mover.Report;
import backube.scribe.core.world.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What attempts really did, and what the controller was told of it. */
final class Ledger {
  /** By uid. */
  private final Map<String, Set<String>> did = new HashMap<>();

  /** Steps that recorded attempts did, by run. */
  private final Map<Long, Set<String>> counted = new HashMap<>();

  /** Steps of whose success the controller was told, by run. */
  private final Map<Long, Set<String>> told = new HashMap<>();

  /** By run. */
  private final Map<Long, List<String>> warnings = new HashMap<>();

  /** An attempt ended, having done some steps. */
  void ended(Piece piece, List<String> steps) {
    did.computeIfAbsent(piece.uid, uid -> new HashSet<>()).addAll(steps);
  }

  Set<String> did(String uid) {
    return did.getOrDefault(uid, Set.of());
  }

  /** What the attempt with this uid did counts for a run, since it is recorded. */
  void counts(long run, String uid) {
    counted.computeIfAbsent(run, number -> new HashSet<>()).addAll(did(uid));
  }

  Set<String> counted(long run) {
    return counted.getOrDefault(run, Set.of());
  }

  /** The controller goes on from an attempt that may have ended and left a report. */
  void tell(Piece piece) {
    Report report = piece.report;
    if (report == null) {
      return;
    }
    boolean well = piece.state == Thing.State.SUCCEEDED && report.outcome().done();
    List<String> done =
        well
            ? piece.steps
            : report.steps().stream()
                .filter(step -> step.outcome().done())
                .map(Report.StepResult::name)
                .toList();
    if (!well && done.size() == piece.steps.size()) {
      done = done.subList(0, done.size() - 1);
    }
    told.computeIfAbsent(piece.id.run(), number -> new HashSet<>()).addAll(done);
    List<String> warned = warnings.computeIfAbsent(piece.id.run(), number -> new ArrayList<>());
    for (Report.StepResult step : report.steps()) {
      if (step.outcome() == Report.Outcome.WARNING && done.contains(step.name())) {
        warned.add(step.message());
      }
    }
  }

  Set<String> told(long run) {
    return told.getOrDefault(run, Set.of());
  }

  List<String> warnings(long run) {
    return warnings.getOrDefault(run, List.of());
  }
}
