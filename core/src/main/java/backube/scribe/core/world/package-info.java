/**
 * What runs make in the world outside, as it is seen: the identity of an object, its state, and the
 * failure to change it. The ports {@code run} and {@code volume} speak in these terms, and the sync
 * engine decides by them.
 */
@NullMarked
package backube.scribe.core.world;

import org.jspecify.annotations.NullMarked;
