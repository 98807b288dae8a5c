/**
 * The controller of the embedded engine: one thread decides about all resources, each at its time
 * and whenever something about it changed. {@link backube.scribe.local.loop.Controller} joins
 * manifests, store and loop; the command line starts it.
 */
@NullMarked
package backube.scribe.local.loop;

import org.jspecify.annotations.NullMarked;
