/**
 * The status of a resource, made in one place: what users read is derived from the engine's record
 * and from the previous status, so no path forgets to clear a condition.
 */
@NullMarked
package backube.scribe.core.status;

import org.jspecify.annotations.NullMarked;
