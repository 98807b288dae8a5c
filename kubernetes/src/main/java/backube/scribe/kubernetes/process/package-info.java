/**
 * The controller as a process: it answers probes from its first moment on, waits until it may work,
 * works until it is told to stop or loses the right to, and ends in order.
 */
@NullMarked
package backube.scribe.kubernetes.process;

import org.jspecify.annotations.NullMarked;
