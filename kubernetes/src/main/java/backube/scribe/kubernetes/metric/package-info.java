/** What the controller counts, in the format of Prometheus. */
@NullMarked
package backube.scribe.kubernetes.metric;

import org.jspecify.annotations.NullMarked;
