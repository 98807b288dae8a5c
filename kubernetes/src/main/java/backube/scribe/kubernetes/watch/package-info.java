/**
 * What the controller keeps in memory of the cluster: the objects that it made itself, and nothing
 * else. Whatever belongs to others is read when it is needed.
 */
@NullMarked
package backube.scribe.kubernetes.watch;

import org.jspecify.annotations.NullMarked;
