/**
 * Volumes: the point-in-time copy of a source, the volume a destination writes into, the image it
 * publishes. The port {@link backube.scribe.core.volume.Volumes} is implemented by adapters.
 */
@NullMarked
package backube.scribe.core.volume;

import org.jspecify.annotations.NullMarked;
