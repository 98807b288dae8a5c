package backube.scribe.movers.restic;

import backube.scribe.api.mover.Run;
import java.time.Instant;
import java.util.Optional;

/**
 * What one run does beside backup and forget.
 *
 * @param unlock token of the unlock that was asked for
 * @param prune whether unused data is removed
 * @param check whether the repository is verified
 * @param part of the data that the check reads; empty for the structure only
 * @param sizeAndTime whether files with the same size and mtime count as unchanged
 * @param fullRead whether every file is read none the less
 */
record Due(
    Optional<String> unlock,
    boolean prune,
    boolean check,
    Optional<Part> part,
    boolean sizeAndTime,
    boolean fullRead) {
  private static final int PRUNE_DAYS = 7;
  private static final int CHECK_DAYS = 7;
  private static final int FULL_READ_DAYS = 30;

  static Due in(Run<SourceSection, SourceStatus> run, SourceStatus status) {
    SourceSection section = run.section();
    boolean check = section.check().filter(c -> checkDue(c, run, status)).isPresent();
    boolean sizeAndTime = sizeAndTime(section, run.volume().staged());
    return new Due(
        section
            .unlock()
            .filter(token -> !token.isEmpty())
            .filter(token -> !status.lastUnlocked().equals(Optional.of(token))),
        pruneDue(run, status),
        check,
        check ? section.check().flatMap(c -> nextPart(c, status)) : Optional.empty(),
        sizeAndTime,
        sizeAndTime && fullReadDue(run, status));
  }

  /** Never in a repository known to be damaged: what prune removes could still be needed. */
  private static boolean pruneDue(Run<SourceSection, ?> run, SourceStatus status) {
    Instant last = status.lastPruned().orElse(run.created());
    return !(run.section().check().isPresent() && damaged(status))
        && new Interval(run.section().pruneIntervalDays().orElse(PRUNE_DAYS))
            .due(last, run.start());
  }

  /** After a failure in every run, until one passes. */
  private static boolean checkDue(CheckSection check, Run<?, ?> run, SourceStatus status) {
    Instant last = status.check().flatMap(CheckStatus::lastTime).orElse(run.created());
    return damaged(status)
        || new Interval(check.intervalDays().orElse(CHECK_DAYS)).due(last, run.start());
  }

  private static boolean damaged(SourceStatus status) {
    return status.check().filter(CheckStatus::failed).isPresent();
  }

  /** Goes on where the last check left off, unless the data is divided anew. */
  private static Optional<Part> nextPart(CheckSection check, SourceStatus status) {
    return check
        .readDataSubset()
        .map(Part::parts)
        .map(
            parts ->
                status
                    .check()
                    .filter(
                        last ->
                            last.subset()
                                .flatMap(Part::parse)
                                .map(Part::of)
                                .equals(Optional.of(parts)))
                    .flatMap(CheckStatus::nextPart)
                    .filter(number -> number >= 1 && number <= parts)
                    .map(number -> new Part(number, parts))
                    .orElse(new Part(1, parts)));
  }

  private static boolean sizeAndTime(SourceSection section, boolean staged) {
    return switch (section
        .changeDetection()
        .flatMap(ChangeDetection::mode)
        .orElse(ChangeDetection.Mode.AUTO)) {
      case AUTO -> staged;
      case STRICT -> false;
      case SIZE_AND_TIME -> true;
    };
  }

  private static boolean fullReadDue(Run<SourceSection, ?> run, SourceStatus status) {
    int days =
        run.section()
            .changeDetection()
            .flatMap(ChangeDetection::fullReadIntervalDays)
            .orElse(FULL_READ_DAYS);
    Instant last = status.lastFullRead().orElse(run.created());
    return days > 0 && new Interval(days).due(last, run.start());
  }
}
