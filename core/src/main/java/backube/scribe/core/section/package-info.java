/**
 * A mover's section: its {@link backube.scribe.core.section.Schema}, made by one walk over the
 * section's record and over the fields that the core adds; the check of a JSON value against it,
 * which names every error by its path; and the decoding of what passed into what each owner of a
 * field understands. The same schema goes into the CRDs ({@link
 * backube.scribe.core.section.Fragment}).
 *
 * <p>Pure. Called by {@code plugin}, which knows which section is whose.
 */
@NullMarked
package backube.scribe.core.section;

import org.jspecify.annotations.NullMarked;
