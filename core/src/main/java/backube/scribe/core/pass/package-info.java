/**
 * One pass over one resource: {@link backube.scribe.core.pass.Pass} reads it and makes a visit,
 * which asks the engine, finds out what the engine wants to know, writes the status and carries out
 * the effects, in this order. Adapters call it when a resource, something it refers to, or an
 * object of its runs has changed, and when the time has come that the last pass named.
 */
@NullMarked
package backube.scribe.core.pass;

import org.jspecify.annotations.NullMarked;
