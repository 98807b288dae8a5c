/**
 * Where the other side of a mover connects: the port {@link backube.scribe.core.endpoint.Endpoints}
 * offers a plan's endpoint and tells where it is reached.
 */
@NullMarked
package backube.scribe.core.endpoint;

import org.jspecify.annotations.NullMarked;
