package backube.scribe.core.sync;

import backube.scribe.core.queue.Claimed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is recorded. Everything that a restart needs is here.
 *
 * @param number identity of the run within the resource; grows
 * @param token manual trigger it was started by
 * @param request request it was started by
 * @param fingerprint of the facts when it started, which its plan was made from
 * @param shape of its frozen plan
 * @param since when the phase began
 * @param round of the newest attempt, from 1
 * @param askedAt when the objects of the phase were last asked for
 * @param asks how often they were
 * @param attemptUid of the attempt that was, or is about to be, released; null before
 * @param copyRound of the newest copy, from 1
 * @param copyUid of the copy once it was ready; null before
 * @param givenUid of the user's volume that an image will be made of, if it was replaced since the
 *     run began and before any step was done; null if not
 * @param imageRound of the newest image, from 1
 * @param stage index of the stage that runs
 * @param done steps that need not be repeated
 * @param failures tries that failed
 * @param retryAt when a resting run goes on; null unless resting
 * @param failure of the last try that failed; null if none did
 * @param warnings what its steps warned of; bounded
 * @param succeeded outcome, recorded when cleaning begins; null before, and if the run was
 *     withdrawn
 */
public record Run(
    long number,
    Instant start,
    @Nullable String token,
    @Nullable String request,
    String fingerprint,
    Shape shape,
    Phase phase,
    Instant since,
    int round,
    Instant askedAt,
    int asks,
    @Nullable String attemptUid,
    int copyRound,
    @Nullable String copyUid,
    @Nullable String givenUid,
    int imageRound,
    int stage,
    List<String> done,
    int failures,
    @Nullable Instant retryAt,
    @Nullable Failure failure,
    List<String> warnings,
    @Nullable Boolean succeeded) {
  private static final int MOST_WARNINGS = 5;

  public Run {
    fingerprint = fingerprint == null ? "" : fingerprint;
    done = done == null ? List.of() : List.copyOf(done);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  static Run start(
      long number,
      Instant now,
      @Nullable String token,
      @Nullable String request,
      String fingerprint,
      Shape shape) {
    return new Run(
        number,
        now,
        token,
        request,
        fingerprint,
        shape,
        Phase.PREPARING,
        now,
        1,
        now,
        1,
        null,
        1,
        null,
        null,
        1,
        0,
        List.of(),
        0,
        null,
        null,
        List.of(),
        null);
  }

  /** Identity of the attempt of the newest round. */
  public ThingId attempt() {
    return ThingId.attempt(number, round);
  }

  /** Fingerprint of the facts when the newest try began. */
  String triedWith() {
    return failure == null ? fingerprint : failure.fingerprint();
  }

  ThingId copy() {
    return ThingId.copy(number, copyRound);
  }

  ThingId image() {
    return ThingId.image(number, imageRound);
  }

  /** The stage that runs, or would run next. */
  public Stage current() {
    return shape.stages().get(stage);
  }

  /** The uid of the user's volume that the data is in; null if it is not to be looked at. */
  @Nullable String givenVolume() {
    return givenUid == null ? shape.givenVolume() : givenUid;
  }

  /** What the run claims now. */
  public List<Claimed> claims() {
    return stagesDone() ? List.of() : current().claims();
  }

  boolean lastStage() {
    return stage == shape.stages().size() - 1;
  }

  /** Whether every stage has succeeded; then there is no current one. */
  boolean stagesDone() {
    return stage >= shape.stages().size();
  }

  /** Steps of the stage that are still to do. */
  public List<String> remaining() {
    return current().steps().stream().filter(step -> !done.contains(step)).toList();
  }

  /** Whether this or a later stage needs the data volume. */
  boolean needsData() {
    return !stagesDone()
        && shape.stages().subList(stage, shape.stages().size()).stream().anyMatch(Stage::data);
  }

  /** Whether it needs the copy that it began with, and that is gone, or another one by its name. */
  boolean lacksCopy(Seen seen) {
    return copyUid != null
        && shape.copies()
        && needsData()
        && seen.find(copy())
            .filter(found -> found.uid().equals(copyUid))
            .filter(found -> found.state() != Thing.State.TERMINATING)
            .isEmpty();
  }

  Run with(Consumer<Change> change) {
    Change draft = new Change(this);
    change.accept(draft);
    return draft.build();
  }

  /** A draft of the next record. */
  static final class Change {
    private final Run from;
    private String fingerprint;
    Phase phase;
    Instant since;
    int round;
    Instant askedAt;
    int asks;
    @Nullable String attemptUid;
    int copyRound;
    @Nullable String copyUid;
    @Nullable String givenUid;
    int imageRound;
    int stage;
    Set<String> done;
    int failures;
    @Nullable Instant retryAt;
    @Nullable Failure failure;
    List<String> warnings;
    @Nullable Boolean succeeded;

    private Change(Run from) {
      this.from = from;
      fingerprint = from.fingerprint;
      phase = from.phase;
      since = from.since;
      round = from.round;
      askedAt = from.askedAt;
      asks = from.asks;
      attemptUid = from.attemptUid;
      copyRound = from.copyRound;
      copyUid = from.copyUid;
      givenUid = from.givenUid;
      imageRound = from.imageRound;
      stage = from.stage;
      done = new LinkedHashSet<>(from.done);
      failures = from.failures;
      retryAt = from.retryAt;
      failure = from.failure;
      warnings = new ArrayList<>(from.warnings);
      succeeded = from.succeeded;
    }

    /** What has changed since the newest try began is no reason to try anything else. */
    void tried(String with) {
      fingerprint = with;
      failure = failure == null ? null : failure.with(with);
    }

    void enter(Phase next, Instant now) {
      phase = next;
      since = now;
      askedAt = now;
      asks = 1;
      retryAt = null;
    }

    void warn(String warning) {
      if (!warnings.contains(warning) && warnings.size() < MOST_WARNINGS) {
        warnings.add(warning);
      }
    }

    private Run build() {
      return new Run(
          from.number,
          from.start,
          from.token,
          from.request,
          fingerprint,
          from.shape,
          phase,
          since,
          round,
          askedAt,
          asks,
          attemptUid,
          copyRound,
          copyUid,
          givenUid,
          imageRound,
          stage,
          List.copyOf(done),
          failures,
          retryAt,
          failure,
          warnings,
          succeeded);
    }
  }
}
