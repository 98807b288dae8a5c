/**
 * The state folder of the embedded engine: where everything lies that survives a restart. Used by
 * every other package of this module; knows none of them.
 */
@NullMarked
package backube.scribe.local.state;

import org.jspecify.annotations.NullMarked;
