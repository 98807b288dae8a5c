/**
 * Attempts as Jobs: one Job with one pod that is never repeated, suspended until it is released.
 * The Job carries the attempt's frozen plan as an annotation. What is built is decided by pure
 * functions; {@link backube.scribe.kubernetes.run.ClusterRuns} alone talks to the API server.
 */
@NullMarked
package backube.scribe.kubernetes.run;

import org.jspecify.annotations.NullMarked;
