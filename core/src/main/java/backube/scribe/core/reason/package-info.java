/** Why something is as it is: every reason that conditions and events carry, in one place. */
@NullMarked
package backube.scribe.core.reason;

import org.jspecify.annotations.NullMarked;
