/**
 * The rig for one machine: runs the assembled {@code bin/scribe} as users do, as a process of its
 * own with a state folder, manifests and volumes in a temporary folder.
 */
@NullMarked
package backube.scribe.e2e.embedded;

import org.jspecify.annotations.NullMarked;
