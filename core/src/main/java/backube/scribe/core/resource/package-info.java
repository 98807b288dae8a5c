/**
 * A resource as the controller reads it, and the ports through which it is read, its status is
 * written and the objects it refers to are looked up. Everything else in the controller speaks of
 * resources in these terms; only adapters know where they are stored.
 */
@NullMarked
package backube.scribe.core.resource;

import org.jspecify.annotations.NullMarked;
