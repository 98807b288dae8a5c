/**
 * Drives the sync engine on a cluster: a reconciler per kind of resource makes a pass over a
 * resource whenever it, or something that was made for it, has changed, and when its time has come.
 */
@NullMarked
package backube.scribe.kubernetes.controller;

import org.jspecify.annotations.NullMarked;
