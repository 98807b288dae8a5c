/**
 * The rig of a real cluster, and scenarios of what only a cluster has. Run by {@code -Pcluster};
 * CONTRIBUTING says what it needs.
 */
@NullMarked
package backube.scribe.e2e.cluster;

import org.jspecify.annotations.NullMarked;
