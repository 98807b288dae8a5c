package backube.scribe.core.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a resource waits for, as users read it.
 *
 * @param reason a constant of {@link backube.scribe.core.reason.Reasons}
 * @param message what it waits for and what to look at
 * @param since when the wait began
 * @param until when it ends at the latest; null if it has no limit
 */
public record Wait(String reason, String message, Instant since, @Nullable Instant until) {}
