/** The restic mover: a plugin that knows {@code api} only. */
@NullMarked
package backube.scribe.movers.restic;

import org.jspecify.annotations.NullMarked;
