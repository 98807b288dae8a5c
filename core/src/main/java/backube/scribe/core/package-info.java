/** The controller. It knows {@code api} and no mover, no engine it runs on. */
@NullMarked
package backube.scribe.core;

import org.jspecify.annotations.NullMarked;
