/** What the restic mover does for its users, each scenario a page of its manual. */
@NullMarked
package backube.scribe.e2e.restic;

import org.jspecify.annotations.NullMarked;
