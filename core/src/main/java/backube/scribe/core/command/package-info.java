/**
 * What every command of {@code scribe} has in common, and the commands that need no engine. A
 * command gets everything it touches from {@link backube.scribe.core.command.Surroundings} and
 * tells how it ended by an exit code of {@link backube.scribe.core.command.ExitCodes}. Nothing
 * heavy is loaded before a command runs that needs it.
 */
@NullMarked
package backube.scribe.core.command;

import org.jspecify.annotations.NullMarked;
