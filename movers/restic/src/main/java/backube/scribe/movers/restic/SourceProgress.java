package backube.scribe.movers.restic;

import backube.scribe.api.mover.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The status of a source after a report. A run may report several times, each time about some of
 * its steps: what a report does not mention stays.
 */
final class SourceProgress {
  private SourceProgress() {}

  static SourceStatus status(Progress<SourceStatus> progress) {
    Memo memo = Memo.read(progress.memo());
    Reported report = new Reported(progress.report());
    Instant began = progress.start().truncatedTo(ChronoUnit.SECONDS);
    SourceStatus status = SourceStatus.about(progress.previous(), memo.repository());
    if (memo.unlockUnset() || (memo.unlock().isPresent() && report.over("unlock"))) {
      status = status.withLastUnlocked(memo.unlock());
    }
    Optional<String> snapshot = report.text("snapshot").filter(id -> report.did("backup"));
    if (snapshot.isPresent()) {
      status = status.withLastSnapshot(snapshot(snapshot.get(), report, status));
      if (memo.fullRead() || report.readEverything()) {
        status = status.withLastFullRead(began);
      }
    }
    if (report.did("prune")) {
      status = status.withLastPruned(began);
    }
    Optional<CheckStatus.Result> checked = checked(report);
    if (checked.isPresent()) {
      status = status.withCheck(check(checked.get(), report, memo.part(), began));
    }
    return status;
  }

  private static SnapshotStatus snapshot(String id, Reported report, SourceStatus status) {
    SnapshotStatus fresh =
        new SnapshotStatus(
            Optional.of(id),
            report.time("snapshotTime"),
            report.text("parent"),
            report.figure("filesNew"),
            report.figure("filesChanged"),
            report.figure("filesUnmodified"),
            report.count("unreadableCount"),
            report.figure("bytesTotal"),
            report.figure("bytesAdded"));
    // A later attempt that only found the snapshot again knows less of it than the one that took
    // it.
    return status
        .lastSnapshot()
        .filter(known -> report.flag("reused") && known.id().equals(fresh.id()))
        .orElse(fresh);
  }

  /** Empty if no check came to a result: a locked repository says nothing about its data. */
  private static Optional<CheckStatus.Result> checked(Reported report) {
    if (!report.begun("check")) {
      return Optional.empty();
    }
    return switch (report.text("check", "result").orElse("")) {
      case "Passed" -> Optional.of(CheckStatus.Result.PASSED);
      case "Failed" -> Optional.of(CheckStatus.Result.FAILED);
      default -> Optional.empty();
    };
  }

  /** The turn of a part in which errors were found is not over. */
  private static CheckStatus check(
      CheckStatus.Result result, Reported report, Optional<Part> part, Instant began) {
    return new CheckStatus(
        Optional.of(began),
        Optional.of(result),
        part.map(Part::toString),
        part.map(p -> result == CheckStatus.Result.PASSED ? p.next().number() : p.number()),
        report.count("check", "errors").filter(errors -> errors > 0));
  }
}
