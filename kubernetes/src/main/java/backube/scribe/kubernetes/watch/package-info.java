/**
 * The objects that the controller made itself, kept in memory, and none of others: those are read
 * when they are needed, and one that a resource waits for is only watched, as long as it waits.
 */
@NullMarked
package backube.scribe.kubernetes.watch;

import org.jspecify.annotations.NullMarked;
