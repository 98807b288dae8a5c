/**
 * Faults that a backup survives: processes killed at known points, power cuts, two controllers.
 * After each the next run succeeds by itself and the repository is as if nothing had happened.
 */
@NullMarked
package backube.scribe.e2e.fault;

import org.jspecify.annotations.NullMarked;
