package backube.scribe.core.reason;

/**
 * Why no run can start, found before anything was created.
 *
 * @param reason CamelCase, for the condition; a constant of {@link Reasons}
 * @param message names the field or object, what was found and what would be right; no secret
 */
public record Refusal(String reason, String message) {}
