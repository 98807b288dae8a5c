/** Scenarios on the assembled distribution, and what gives them a rig to run on. */
@NullMarked
package backube.scribe.e2e;

import org.jspecify.annotations.NullMarked;
