/** Scenarios on the assembled distribution, and the fences between the modules. */
@NullMarked
package backube.scribe.e2e;

import org.jspecify.annotations.NullMarked;
