/**
 * Under which names the resources are served and everything that is made for them is called. One
 * value per dialect; nobody else asks which dialect it is.
 */
@NullMarked
package backube.scribe.kubernetes.dialect;

import org.jspecify.annotations.NullMarked;
