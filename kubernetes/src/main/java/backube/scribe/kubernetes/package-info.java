/** The controller on a cluster. Everything that knows the API server is below this package. */
@NullMarked
package backube.scribe.kubernetes;

import org.jspecify.annotations.NullMarked;
