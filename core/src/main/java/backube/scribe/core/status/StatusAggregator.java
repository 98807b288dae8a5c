package backube.scribe.core.status;

import backube.scribe.api.mover.Report;
import backube.scribe.api.resource.MoverStatus;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.dialect.Vocabulary;
import backube.scribe.core.sync.Failure;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the next status from the previous one. Pure. */
public final class StatusAggregator {
  /** Most characters of {@code latestMoverStatus.logs}. */
  private static final int MOST_LOGS = 1024;

  private StatusAggregator() {}

  /** The status after a decision; equal to {@code previous} if nothing that is stored changed. */
  public static ReplicationStatus next(
      ReplicationStatus previous,
      State state,
      StatusUpdate update,
      Vocabulary vocabulary,
      Instant now) {
    Run run = state.run();
    return new ReplicationStatus(
        seconds(state.lastSync()),
        run == null || run.phase() == Phase.CLEANING ? null : seconds(run.start()),
        state.lastDuration() == null ? null : GoDuration.print(state.lastDuration()),
        seconds(state.nextSync()),
        state.ack(),
        moverStatus(previous, state, update),
        update.image().orElse(previous.latestImage()),
        Conditions.of(state, previous.conditions(), vocabulary, now),
        previous.external(),
        StateCodec.write(state),
        sections(previous, update));
  }

  /** The same status with a place, empty at first, for what a mover will tell. */
  public static ReplicationStatus withPlaceFor(String mover, ReplicationStatus status) {
    Map<String, @Nullable Object> sections =
        new LinkedHashMap<String, @Nullable Object>(status.sections());
    sections.putIfAbsent(mover, Map.of());
    return new ReplicationStatus(
        status.lastSyncTime(),
        status.lastSyncStartTime(),
        status.lastSyncDuration(),
        status.nextSyncTime(),
        status.lastManualSync(),
        status.latestMoverStatus() == null
            ? new MoverStatus(null, null)
            : status.latestMoverStatus(),
        status.latestImage(),
        status.conditions(),
        status.external(),
        status.sync(),
        sections);
  }

  private static @Nullable MoverStatus moverStatus(
      ReplicationStatus previous, State state, StatusUpdate update) {
    if (update.succeeded().isEmpty()) {
      return previous.latestMoverStatus();
    }
    boolean well = update.succeeded().get();
    List<String> log = update.report().map(Report::log).orElse(List.of());
    return new MoverStatus(
        well ? MoverStatus.SUCCESSFUL : MoverStatus.FAILED,
        logs(log, well ? null : failure(state)));
  }

  private static @Nullable Failure failure(State state) {
    return state.run() != null && state.run().failure() != null
        ? state.run().failure()
        : state.failure();
  }

  private static String logs(List<String> log, @Nullable Failure failure) {
    String text = String.join("\n", log);
    if (failure != null && log.isEmpty()) {
      text = failure.reason() + ": " + failure.message();
    }
    return last(text);
  }

  /** The last characters, never half of one. */
  private static String last(String text) {
    if (text.length() <= MOST_LOGS) {
      return text;
    }
    int start = text.length() - MOST_LOGS;
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }

  private static Map<String, @Nullable Object> sections(
      ReplicationStatus previous, StatusUpdate update) {
    if (update.section().isEmpty()) {
      return previous.sections();
    }
    Map<String, @Nullable Object> sections =
        new LinkedHashMap<String, @Nullable Object>(previous.sections());
    sections.put(update.mover(), update.section().get());
    return sections;
  }

  private static @Nullable Instant seconds(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
  }
}
