/**
 * The sync engine: what to do next about one resource, decided by a pure function from what is
 * asked, what is recorded and what is seen. {@link backube.scribe.core.sync.Engine} decides; {@link
 * backube.scribe.core.sync.Pass} fetches what the engine asks for, writes the status and carries
 * out the effects, in this order. Ports do the rest.
 */
@NullMarked
package backube.scribe.core.sync;

import org.jspecify.annotations.NullMarked;
