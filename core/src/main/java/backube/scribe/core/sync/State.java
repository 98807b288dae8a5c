package backube.scribe.core.sync;

import backube.scribe.core.reason.Reasons;
import backube.scribe.core.world.ThingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a resource: all that the engine remembers. Stored under {@code status.sync}.
 *
 * @param seq number of the newest run
 * @param run the run under way; null when idle
 * @param ack manual trigger that the last successful run was started by
 * @param requestAck request that the last run, successful or not, was started by
 * @param lastSync end of the last successful run
 * @param lastDuration how long it took
 * @param anchor end of the last run, successful or not: slots count from here
 * @param nextSync next slot, for users; null unless scheduled
 * @param failure of the last run; null if it succeeded
 * @param lost how many runs in a row lost what they had made; null if the last one did not
 * @param image published by the last successful run
 * @param warnings of the last successful run
 * @param waitingFor what an idle or resting resource waits for
 * @param identity under which the data of the newest run is filed; null if it has none
 * @param workload as whom the workload of the data volume ran when an attempt last learned it, in
 *     the words of whoever makes attempts; null if nothing is known
 * @param address where the newest run that listened was reached; null if nowhere
 * @param swept whether it is certain that no object of a former run is left
 */
public record State(
    long seq,
    @Nullable Run run,
    @Nullable String ack,
    @Nullable String requestAck,
    @Nullable Instant lastSync,
    @Nullable Duration lastDuration,
    @Nullable Instant anchor,
    @Nullable Instant nextSync,
    @Nullable Failure failure,
    @Nullable Integer lost,
    @Nullable ThingId image,
    List<String> warnings,
    @Nullable Wait waitingFor,
    @Nullable String identity,
    @Nullable String workload,
    @Nullable String address,
    boolean swept) {
  /** Nothing is known. */
  public static final State EMPTY =
      new State(
          0, null, null, null, null, null, null, null, null, null, null, List.of(), null, null,
          null, null, false);

  public State {
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  State with(Consumer<Change> change) {
    Change draft = new Change(this);
    change.accept(draft);
    return draft.build();
  }

  State withRun(@Nullable Run next) {
    return with(change -> change.run = next);
  }

  /** The same, waiting; a wait for the same reason goes on since it began. */
  State waiting(String reason, String message, Instant now, @Nullable Instant until) {
    boolean same = waitingFor != null && waitingFor.reason().equals(reason);
    Instant since = same && waitingFor != null ? waitingFor.since() : now;
    return with(change -> change.waitingFor = new Wait(reason, message, since, until));
  }

  /** The same, waiting until something can be done that was tried in vain. */
  public State hindered(String problem, Instant now) {
    return waiting(Reasons.EFFECT_FAILED, problem, now, null);
  }

  /** What was tried in vain when it was tried last; empty if all could be done. */
  public Optional<String> hindrance() {
    return waitingFor != null && waitingFor.reason().equals(Reasons.EFFECT_FAILED)
        ? Optional.of(waitingFor.message())
        : Optional.empty();
  }

  /** The same without a hindrance that is over. */
  State unhindered() {
    return hindrance().isPresent() ? with(change -> change.waitingFor = null) : this;
  }

  /** How many runs in a row lost what they had made. */
  int losses() {
    return lost == null ? 0 : lost;
  }

  /** A draft of the next record. */
  static final class Change {
    long seq;
    @Nullable Run run;
    @Nullable String ack;
    @Nullable String requestAck;
    @Nullable Instant lastSync;
    @Nullable Duration lastDuration;
    @Nullable Instant anchor;
    @Nullable Instant nextSync;
    @Nullable Failure failure;
    @Nullable Integer lost;
    @Nullable ThingId image;
    List<String> warnings;
    @Nullable Wait waitingFor;
    @Nullable String identity;
    @Nullable String workload;
    @Nullable String address;
    boolean swept;

    private Change(State from) {
      seq = from.seq;
      run = from.run;
      ack = from.ack;
      requestAck = from.requestAck;
      lastSync = from.lastSync;
      lastDuration = from.lastDuration;
      anchor = from.anchor;
      nextSync = from.nextSync;
      failure = from.failure;
      lost = from.lost;
      image = from.image;
      warnings = from.warnings;
      waitingFor = from.waitingFor;
      identity = from.identity;
      workload = from.workload;
      address = from.address;
      swept = from.swept;
    }

    private State build() {
      return new State(
          seq,
          run,
          ack,
          requestAck,
          lastSync,
          lastDuration,
          anchor,
          nextSync,
          failure,
          lost,
          image,
          warnings,
          waitingFor,
          identity,
          workload,
          address,
          swept);
    }
  }
}
