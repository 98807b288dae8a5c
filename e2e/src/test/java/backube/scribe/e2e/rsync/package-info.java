/** Scenarios of the rsync movers: two volumes, and what connects them. */
@NullMarked
package backube.scribe.e2e.rsync;

import org.jspecify.annotations.NullMarked;
