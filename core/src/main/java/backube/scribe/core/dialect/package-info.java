/**
 * What the controller does differently for resources of one API group than for those of another.
 * One value per dialect; nobody asks which dialect it is.
 */
@NullMarked
package backube.scribe.core.dialect;

import org.jspecify.annotations.NullMarked;
