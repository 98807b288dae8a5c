package backube.scribe.core.sync;

import backube.scribe.core.resource.Events;

/**
 * An event to emit once the decision is recorded.
 *
 * @param reason CamelCase
 * @param message for the user; no secret
 */
public record Note(Events.Type type, String reason, String message) {}
