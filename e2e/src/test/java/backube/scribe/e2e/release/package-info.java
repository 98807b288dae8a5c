/** What a release must not take away from those who use the one before. */
@NullMarked
package backube.scribe.e2e.release;

import org.jspecify.annotations.NullMarked;
