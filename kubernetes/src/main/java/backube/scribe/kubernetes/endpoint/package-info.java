/**
 * What the controller answers to others: the probes of the kubelet, and the metrics to whoever may
 * read them. Served by the JDK's own HTTP server.
 */
@NullMarked
package backube.scribe.kubernetes.endpoint;

import org.jspecify.annotations.NullMarked;
