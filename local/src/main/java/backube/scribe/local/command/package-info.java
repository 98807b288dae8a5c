/**
 * {@code scribe local …}: run the embedded engine, ask for a sync and follow it, look at resources,
 * logs and events. The commands that only look read the state folder and load nothing else.
 */
@NullMarked
package backube.scribe.local.command;

import org.jspecify.annotations.NullMarked;
