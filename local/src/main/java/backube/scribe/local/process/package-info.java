/**
 * Processes that outlive the controller: started once, watched and stopped through a directory of
 * their own by whichever controller comes next. Attempts and copies are such processes; the
 * packages {@code sandbox} and {@code folder} say what they do. The small program {@code supervise}
 * runs them; {@link backube.scribe.local.process.Processes} is the way in.
 */
@NullMarked
package backube.scribe.local.process;

import org.jspecify.annotations.NullMarked;
