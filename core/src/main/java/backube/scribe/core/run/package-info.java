/**
 * Attempts: one execution each of a mover's entry point. The port {@link
 * backube.scribe.core.run.Runs} holds, releases, observes and removes them; {@link
 * backube.scribe.core.run.Attempt} is everything that one needs, frozen; {@link
 * backube.scribe.core.run.ReportCodec} reads what it leaves.
 */
@NullMarked
package backube.scribe.core.run;

import org.jspecify.annotations.NullMarked;
