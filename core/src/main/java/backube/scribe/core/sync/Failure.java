package backube.scribe.core.sync;

import java.time.Instant;

/**
 * Why an attempt, or a whole run, failed.
 *
 * @param reason CamelCase: a failure class or a constant of {@link
 *     backube.scribe.core.reason.Reasons}
 * @param message for the user; no secret
 * @param at when it was seen
 * @param fingerprint of the facts with which the try that failed began: a change is a reason to try
 *     again at once
 */
public record Failure(String reason, String message, Instant at, String fingerprint) {
  /** The same for other facts. */
  Failure with(String other) {
    return new Failure(reason, message, at, other);
  }
}
