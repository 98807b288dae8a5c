/** The commands that speak to a cluster. */
@NullMarked
package backube.scribe.kubernetes.command;

import org.jspecify.annotations.NullMarked;
