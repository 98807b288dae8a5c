package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Report;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the last transfer did, as far as its side knows. */
record Transfer(
    @JsonPropertyDescription("When it ended.") Optional<Instant> time,
    @JsonPropertyDescription("Files that were new or had changed.") Optional<Long> filesTransferred,
    @JsonPropertyDescription("Bytes of these files.") Optional<Long> bytesTransferred,
    @JsonPropertyDescription("Bytes that went over the network.") Optional<Long> bytesSent,
    @JsonPropertyDescription("Files that the source has no more.") Optional<Long> filesDeleted,
    @JsonPropertyDescription("All files of the source.") Optional<Long> filesTotal,
    @JsonPropertyDescription("Bytes of all files.") Optional<Long> bytesTotal) {
  /** That of a report; empty if it tells of none that was done. */
  static Optional<Transfer> of(Progress<?> progress, String step) {
    Report report = progress.report();
    if (report.step(step).filter(result -> result.outcome().done()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Transfer(
            Optional.of(progress.at().truncatedTo(ChronoUnit.SECONDS)),
            figure(report, "filesTransferred"),
            figure(report, "bytesTransferred"),
            figure(report, "bytesSent"),
            figure(report, "filesDeleted"),
            figure(report, "filesTotal"),
            figure(report, "bytesTotal")));
  }

  private static Optional<Long> figure(Report report, String name) {
    return Optional.ofNullable(report.figures().get(name)).map(Double::longValue);
  }
}
