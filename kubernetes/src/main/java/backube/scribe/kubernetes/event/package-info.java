/** Events beside the resources. */
@NullMarked
package backube.scribe.kubernetes.event;

import org.jspecify.annotations.NullMarked;
