package backube.scribe.api.mover;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt says of itself when it ends: at most 4 KiB of JSON, the container's termination
 * message. Read leniently; made by entry points and by tests.
 *
 * @param version of the format, 1
 * @param run identity of the run it belongs to
 * @param failure null unless the outcome is {@link Outcome#FAILED}
 * @param message one sentence for the user; empty if there is nothing to say
 * @param at when it was written; null if it does not say
 * @param steps the steps that were begun, in order; after a success all that were asked for
 * @param figures sizes and counts, such as {@code bytesAdded}
 * @param section what only the mover understands
 * @param log the last lines
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Report(
    int version,
    @Nullable String run,
    Outcome outcome,
    @Nullable FailureClass failure,
    String message,
    @Nullable Instant at,
    List<StepResult> steps,
    Map<String, Double> figures,
    Map<String, @Nullable Object> section,
    List<String> log) {
  @SuppressWarnings("unused") // nulls come from Jackson
  public Report {
    outcome = outcome == null ? Outcome.FAILED : outcome;
    message = message == null ? "" : message;
    steps = steps == null ? List.of() : List.copyOf(steps);
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    section =
        section == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(section));
    log = log == null ? List.of() : List.copyOf(log);
  }

  /** How an attempt, or a step of it, ended. */
  public enum Outcome {
    /** It did what it was asked. */
    @JsonProperty("Succeeded")
    SUCCEEDED,
    /** It did, and there is something that the user must know. */
    @JsonProperty("Warning")
    WARNING,
    /** It was not needed. */
    @JsonProperty("Skipped")
    SKIPPED,
    /** It did not do what it was asked. */
    @JsonProperty("Failed")
    @JsonEnumDefaultValue
    FAILED;

    /** Whether nothing has to be repeated. */
    public boolean done() {
      return this != FAILED;
    }
  }

  /**
   * How a step ended.
   *
   * @param seconds how long it took
   */
  public record StepResult(String name, Outcome outcome, double seconds, String message) {
    @SuppressWarnings("unused") // nulls come from Jackson
    public StepResult {
      outcome = outcome == null ? Outcome.FAILED : outcome;
      message = message == null ? "" : message;
    }
  }

  /** The result of a step; empty if it was not begun. */
  public Optional<StepResult> step(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /** A text of the mover's own section. */
  public Optional<String> text(String key) {
    return section.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Whether a flag of the mover's own section is set. */
  public boolean flag(String key) {
    return Boolean.TRUE.equals(section.get(key));
  }

  /** An object of the mover's own section; empty if there is none. */
  @SuppressWarnings("unchecked") // JSON objects have text keys
  public Map<String, @Nullable Object> object(String key) {
    return section.get(key) instanceof Map<?, ?> object
        ? (Map<String, @Nullable Object>) object
        : Map.of();
  }
}
