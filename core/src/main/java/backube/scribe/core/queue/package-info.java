/**
 * Who may run now: the limit of runs at a time, the claims of runs on things that they share, and a
 * fair order among those that wait. Knows resources by key only.
 */
@NullMarked
package backube.scribe.core.queue;

import org.jspecify.annotations.NullMarked;
