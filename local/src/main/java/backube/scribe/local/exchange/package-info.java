/**
 * What movers and their peers exchange on one machine: ports on the loopback interface, and Secrets
 * that were generated for a resource. Both are kept beside the record of the resource, and go with
 * it.
 */
@NullMarked
package backube.scribe.local.exchange;

import org.jspecify.annotations.NullMarked;
