/**
 * What movers and their peers exchange on a cluster: Services through which movers are reached, and
 * Secrets that are generated for a resource. Both belong to the resource and go with it.
 */
@NullMarked
package backube.scribe.kubernetes.exchange;

import org.jspecify.annotations.NullMarked;
