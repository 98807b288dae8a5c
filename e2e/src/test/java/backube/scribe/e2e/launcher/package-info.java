/** {@code bin/scribe} on machines with and without the Java it needs. */
@NullMarked
package backube.scribe.e2e.launcher;

import org.jspecify.annotations.NullMarked;
