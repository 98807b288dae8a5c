package backube.scribe.testkit;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Progress;
import backube.scribe.api.mover.Report;
import backube.scribe.core.run.ReportCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes what a status function is asked with. */
public final class ProgressBuilder<S extends Record> {
  /** Identity of the run that reports speak of. */
  public static final String RUN_ID = "run-1";

  private final Report report;
  private final Optional<S> previous;
  private Map<String, String> memo = Map.of();
  private Instant start = RunBuilder.START;

  private ProgressBuilder(Report report, Optional<S> previous) {
    this.report = report;
    this.previous = previous;
  }

  /** Progress after a report, with the status before it. */
  public static <S extends Record> ProgressBuilder<S> of(Report report, Optional<S> previous) {
    return new ProgressBuilder<>(report, previous);
  }

  /**
   * Reads a report as the controller does; its {@code run} must be {@link #RUN_ID}. A report that
   * can't be used becomes a failure, as it does there.
   */
  public static Report report(String json) {
    return ReportCodec.read(json.getBytes(StandardCharsets.UTF_8), RUN_ID);
  }

  /** What the plan remembered. */
  public ProgressBuilder<S> after(Plan plan) {
    memo = plan.memo();
    return this;
  }

  /** When the run was started. */
  public ProgressBuilder<S> start(Instant time) {
    start = time;
    return this;
  }

  public Progress<S> build() {
    Instant at = report.at() == null ? start.plus(Duration.ofMinutes(1)) : report.at();
    return new Progress<>(memo, start, at, report, previous);
  }
}
