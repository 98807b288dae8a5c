/**
 * The mover SPI: what a plugin author writes against.
 *
 * <p>A mover is a description, not a reconciler. It names itself ({@link
 * backube.scribe.api.mover.DataMover}), says what its section under {@code spec} looks like, which
 * Secrets it needs and what to run ({@link backube.scribe.api.mover.MoverSide}), and turns the
 * reports of its runs into its status section. All of that is pure functions from values to values:
 * the controller does every input and output, so waiting, retrying, locking, ownership, clean-up
 * and status are the same for every mover.
 *
 * <p>Values are built through factories and builders only, so that they can grow. An absent scalar
 * is an empty {@code Optional}, an absent list or map is empty. Depends on nothing but the resource
 * types beside it, Jackson's annotations, fabric8's model classes and PF4J's marker.
 */
@NullMarked
package backube.scribe.api.mover;

import org.jspecify.annotations.NullMarked;
