/**
 * Attempts as Jobs: one Job with one pod that is never repeated, suspended until it is released.
 * The Job carries the attempt's frozen plan as an annotation. What is built and what state it is in
 * is decided by classes without a client, such as {@link backube.scribe.kubernetes.run.MoverJob}
 * and {@link backube.scribe.kubernetes.run.AttemptState}; those with one talk to the API server.
 */
@NullMarked
package backube.scribe.kubernetes.run;

import org.jspecify.annotations.NullMarked;
