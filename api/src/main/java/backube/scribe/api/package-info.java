/**
 * What third parties compile against: the custom resources in {@code resource}, the mover SPI in
 * {@code mover}.
 */
@NullMarked
package backube.scribe.api;

import org.jspecify.annotations.NullMarked;
