/**
 * The rclone mover: copies a volume to a remote of rclone's and from there to other volumes.
 *
 * <p>Two sections ({@link backube.scribe.movers.rclone.SourceSection}, {@link
 * backube.scribe.movers.rclone.DestinationSection}) become plans for the one step of the container
 * ({@code image/}), and its reports become status. Nothing here runs rclone, reads a Secret or asks
 * for the time. Uses {@code api} only; called by the controller through {@link
 * backube.scribe.movers.rclone.RcloneMover}.
 */
@NullMarked
package backube.scribe.movers.rclone;

import org.jspecify.annotations.NullMarked;
