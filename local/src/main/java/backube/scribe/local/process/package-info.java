/**
 * Processes that outlive the controller: started once, watched and stopped through a directory of
 * their own, by whichever controller comes next. Attempts and copies are such processes.
 */
@NullMarked
package backube.scribe.local.process;

import org.jspecify.annotations.NullMarked;
