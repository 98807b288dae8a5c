/** The Secrets and ConfigMaps that resources refer to: read when needed, never kept. */
@NullMarked
package backube.scribe.kubernetes.reference;

import org.jspecify.annotations.NullMarked;
