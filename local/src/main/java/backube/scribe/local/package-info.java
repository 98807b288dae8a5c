/**
 * The embedded engine: folders as volumes, sandboxed processes as runs. Called by {@code
 * bin/scribe}.
 */
@NullMarked
package backube.scribe.local;

import org.jspecify.annotations.NullMarked;
