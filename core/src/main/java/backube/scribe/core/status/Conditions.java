package backube.scribe.core.status;

import backube.scribe.core.dialect.Vocabulary;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.sync.Wait;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The conditions that follow from a record. */
final class Conditions {
  /** Whether a sync runs, and what an idle resource waits for. */
  static final String SYNCHRONIZING = "Synchronizing";

  /** Whether the last sync left something to know. Appears with the first warning. */
  static final String WARNING = "Warning";

  /** Others belong to somebody else and stay as they are. */
  private static final Set<String> OURS = Set.of(SYNCHRONIZING, WARNING);

  /** Kubernetes refuses longer messages. */
  private static final int MOST_MESSAGE = 32_768;

  private Conditions() {}

  static List<Condition> of(
      State state, List<Condition> previous, Vocabulary vocabulary, Instant now) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(keepTime(synchronizing(state, vocabulary), previous, now));
    warning(state, previous).ifPresent(found -> conditions.add(keepTime(found, previous, now)));
    previous.stream()
        .filter(condition -> !OURS.contains(condition.getType()))
        .forEach(conditions::add);
    return conditions;
  }

  private static Condition synchronizing(State state, Vocabulary vocabulary) {
    Run run = state.run();
    Wait wait = state.waitingFor();
    boolean running = run != null && run.phase() != Phase.CLEANING;
    if (wait == null) {
      return running
          ? condition(SYNCHRONIZING, true, Reasons.SYNC_IN_PROGRESS, "Synchronization in-progress")
          : condition(SYNCHRONIZING, false, Reasons.CLEANING_UP, "Cleaning up");
    }
    String word = vocabulary.word(wait.reason(), running);
    boolean busy = running || word.equals(Reasons.SYNC_IN_PROGRESS);
    return condition(SYNCHRONIZING, busy, word, wait.message());
  }

  private static Optional<Condition> warning(State state, List<Condition> previous) {
    if (!state.warnings().isEmpty()) {
      String message = String.join("; ", state.warnings());
      return Optional.of(condition(WARNING, true, Reasons.COMPLETED_WITH_WARNINGS, message));
    }
    boolean known = previous.stream().anyMatch(condition -> WARNING.equals(condition.getType()));
    return known
        ? Optional.of(
            condition(WARNING, false, Reasons.NO_WARNINGS, "the last sync ended without warnings"))
        : Optional.empty();
  }

  private static Condition condition(String type, boolean status, String reason, String message) {
    String text =
        message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE - 1) + "…";
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status ? "True" : "False")
        .withReason(reason)
        .withMessage(text)
        .build();
  }

  /** The transition time changes with the status only (Kubernetes API conventions). */
  private static Condition keepTime(Condition next, List<Condition> previous, Instant now) {
    String time =
        previous.stream()
            .filter(
                old ->
                    next.getType().equals(old.getType())
                        && next.getStatus().equals(old.getStatus())
                        && old.getLastTransitionTime() != null)
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
    next.setLastTransitionTime(time);
    return next;
  }
}
