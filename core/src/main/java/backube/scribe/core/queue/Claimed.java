package backube.scribe.core.queue;

/**
 * A claim on a thing whose name is known.
 *
 * @param thing kind and hashed identity, such as {@code repository:3f…}
 * @param exclusive whether nobody else may claim it meanwhile
 */
public record Claimed(String thing, boolean exclusive) {}
