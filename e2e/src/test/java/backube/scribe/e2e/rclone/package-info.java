/** Scenarios of the rclone mover. */
@NullMarked
package backube.scribe.e2e.rclone;

import org.jspecify.annotations.NullMarked;
