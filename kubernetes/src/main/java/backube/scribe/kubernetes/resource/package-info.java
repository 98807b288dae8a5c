/** The resources of the cluster: how they are read from a cache and how their status is written. */
@NullMarked
package backube.scribe.kubernetes.resource;

import org.jspecify.annotations.NullMarked;
