/**
 * What all objects that are made for a resource have in common: their names, the labels that tell
 * what they are for, and to whom they belong. Pure; the adapters for runs and volumes use it.
 */
@NullMarked
package backube.scribe.kubernetes.object;

import org.jspecify.annotations.NullMarked;
