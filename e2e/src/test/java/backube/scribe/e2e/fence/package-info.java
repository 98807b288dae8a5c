/**
 * The fences between the modules as tests: who may know whom, what a name may be, where time and
 * the environment may be asked for. The classes in {@code bad} break each fence once, to show that
 * it can fail.
 */
@NullMarked
package backube.scribe.e2e.fence;

import org.jspecify.annotations.NullMarked;
