/** How log lines look where machines read them. */
@NullMarked
package backube.scribe.kubernetes.log;

import org.jspecify.annotations.NullMarked;
