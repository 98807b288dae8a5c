/**
 * The restic mover: backs up to and restores from a restic repository.
 *
 * <p>Two sections ({@link backube.scribe.movers.restic.SourceSection}, {@link
 * backube.scribe.movers.restic.DestinationSection}) become plans for the steps of the container
 * ({@code image/}), and its reports become status. Nothing here runs restic, reads a Secret or asks
 * for the time. Uses {@code api} only; called by the controller through {@link
 * backube.scribe.movers.restic.ResticMover}.
 */
@NullMarked
package backube.scribe.movers.restic;

import org.jspecify.annotations.NullMarked;
