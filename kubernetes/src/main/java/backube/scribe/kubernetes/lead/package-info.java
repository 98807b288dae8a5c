/** The lease by which several controllers agree which one of them works. */
@NullMarked
package backube.scribe.kubernetes.lead;

import org.jspecify.annotations.NullMarked;
