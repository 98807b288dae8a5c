/** Programs of this machine that scenarios run, on whatever rig: the tools beside the product. */
@NullMarked
package backube.scribe.e2e.tool;

import org.jspecify.annotations.NullMarked;
