/**
 * Puts the embedded engine together with Guice: explicit bindings, no circular proxies, everything
 * made when it starts. Called by the commands that run a controller; those that only look at the
 * state folder don't load it.
 */
@NullMarked
package backube.scribe.local.wiring;

import org.jspecify.annotations.NullMarked;
